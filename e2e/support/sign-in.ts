import { type BrowserContext, expect } from "@playwright/test";

export const DEMO_PASSWORD = "demo-password";

/**
 * Signs a browser in by the endpoints that the form uses, for journeys that are about something
 * else. The cookies stay in the context.
 */
export async function signIn(
  context: BrowserContext,
  app: string,
  email: string,
  password = DEMO_PASSWORD,
): Promise<void> {
  // The server closes connections that were idle for a while, at times just as one is taken again.
  const maxRetries = 2;
  const csrf = await context.request.get(`${app}/api/auth/csrf`, { maxRetries });
  const { csrfToken } = await csrf.json();
  await context.request.post(`${app}/api/auth/callback/credentials`, {
    form: { csrfToken, email, password, json: "true" },
    maxRetries,
  });
  const session = await (await context.request.get(`${app}/api/auth/session`)).json();
  expect(session?.user?.email, `signed in as ${email}`).toBe(email);
}
