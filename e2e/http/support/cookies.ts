import { app } from "./stack";

/** Signs in as next-auth's own page would; returns the cookies as a request header. */
export async function signInByCookie(email: string, password: string): Promise<string> {
  const csrf = await fetch(`${app}/api/auth/csrf`);
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const cookies = cookiesOf(csrf);
  const answer = await fetch(`${app}/api/auth/callback/credentials`, {
    method: "POST",
    headers: { cookie: cookies },
    body: new URLSearchParams({ csrfToken, email, password, json: "true" }),
    redirect: "manual",
  });
  return `${cookies}; ${cookiesOf(answer)}`;
}

/** The cookies that an answer sets, as a request header. */
export const cookiesOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";", 1)[0])
    .join("; ");
