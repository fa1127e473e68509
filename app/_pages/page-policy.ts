import { stripeSources } from "@/lib/payments/stripe-sources";
import type { Env } from "@/lib/platform/env";

/** The header's name, in requests (where Next looks for the nonce) and in answers. */
export const POLICY_HEADER = "content-security-policy";

type Settings = Pick<Env, "APP_URL" | "STRIPE_API_BASE" | "STRIPE_JS_URL">;

/** What nobody can guess: lets the scripts of one answer run. */
export const newNonce = (): string => crypto.randomUUID().replaceAll("-", "");

/**
 * What a page may load, run and send: this server's, Stripe's, and of scripts those alone that carry
 * the nonce, with what they fetch in turn. All pages have the same policy: who goes on to pay from one
 * keeps the policy of the page they came in by.
 */
export function pagePolicy(nonce: string, settings: Settings, isDevelopment = false): string {
  const stripe = stripeSources(settings);
  const directives = {
    "default-src": ["'none'"],
    // Browsers that know 'strict-dynamic' pass over the origins, which are for those that do not.
    "script-src": [
      `'nonce-${nonce}'`,
      "'strict-dynamic'",
      "'self'",
      ...stripe.scripts,
      // React builds the stack traces of its errors with it, in development alone.
      ...(isDevelopment ? ["'unsafe-eval'"] : []),
    ],
    // For browsers that do not know the two below.
    "style-src": ["'self'", "'unsafe-inline'"],
    "style-src-elem": ["'self'", isDevelopment ? "'unsafe-inline'" : `'nonce-${nonce}'`],
    // Places in a calendar are computed, so they are attributes, which can style nothing but their own element.
    "style-src-attr": ["'unsafe-inline'"],
    "img-src": ["'self'", ...stripe.images],
    "font-src": ["'self'"],
    "connect-src": ["'self'", ...stripe.connections],
    "frame-src": stripe.frames,
    // Browsers hold a form's redirects to this too.
    "form-action": ["'self'", ...stripe.pages],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
  };
  const written = Object.entries(directives).map(([name, values]) => `${name} ${values.join(" ")}`);
  if (new URL(settings.APP_URL).protocol === "https:") written.push("upgrade-insecure-requests");
  return written.join("; ");
}

/** The nonce that a policy lets scripts run with. */
export const nonceIn = (policy: string | null): string | undefined =>
  policy?.match(/'nonce-([^']+)'/)?.[1];
