import { cookies } from "next/headers";
import { encodeSessionToken, SESSION_SECONDS, sessionCookie } from "./session-token";
import type { SignedInUser } from "./sign-in-with-password";

/** Signs this browser in, from a server action or route handler; the same cookie as next-auth's. */
export async function startBrowserSession(user: SignedInUser): Promise<void> {
  const { name, options } = sessionCookie();
  const token = await encodeSessionToken({
    userId: user.id,
    sessionVersion: user.sessionVersion,
  });
  (await cookies()).set(name, token, { ...options, maxAge: SESSION_SECONDS });
}

/** Signs this browser out. */
export async function endBrowserSession(): Promise<void> {
  const { name, options } = sessionCookie();
  (await cookies()).set(name, "", { ...options, maxAge: 0 });
}
