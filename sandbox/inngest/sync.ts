import type { Engine } from "./context";
import { RegistrationError, registerApp } from "./register";
import { canonicalJson, signBody } from "./signature";

/**
 * Asks the app at `url` for its functions and registers them, as the real server does when an app
 * is synced from its side. Throws a RegistrationError when the app cannot be asked.
 */
export async function syncApp(engine: Engine, url: string): Promise<{ functions: number }> {
  const body = canonicalJson({ url });
  const headers: Record<string, string> = {
    "content-type": "application/json",
    "x-inngest-sync-kind": "in_band",
    "x-inngest-server-kind": engine.signingKey() ? "cloud" : "dev",
  };
  const key = engine.signingKey();
  if (key) headers["x-inngest-signature"] = signBody(body, key, Math.floor(Date.now() / 1000));
  const response = await fetch(url, {
    method: "PUT",
    headers,
    body,
    signal: AbortSignal.timeout(engine.callTimeoutMs),
  }).catch((error) => {
    throw new RegistrationError(`The app at ${url} could not be reached: ${error.message}`);
  });
  const text = await response.text();
  if (!response.ok)
    throw new RegistrationError(
      `The app at ${url} answered ${response.status}: ${text.slice(0, 300)}`,
    );
  const answer = JSON.parse(text);
  return registerApp(engine, { ...answer, appName: answer.app_id });
}
