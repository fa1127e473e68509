import type { Env } from "@/lib/platform/env";

/** What a page that takes cards loads from elsewhere, as sources of a Content-Security-Policy. */
export type StripeSources = {
  scripts: string[];
  connections: string[];
  frames: string[];
  images: string[];
  /** Pages of Stripe's that a form of ours leads to: onboarding and the researcher's dashboard there. */
  pages: string[];
};

const SCRIPTS = ["https://js.stripe.com", "https://*.js.stripe.com"];

/** Stripe's own addresses, as its integration guide lists them, or those of its stand-in. */
export function stripeSources(
  settings: Pick<Env, "STRIPE_API_BASE" | "STRIPE_JS_URL">,
): StripeSources {
  const api = new URL(settings.STRIPE_API_BASE).origin;
  const pages = [api === "https://api.stripe.com" ? "https://*.stripe.com" : api];
  if (settings.STRIPE_JS_URL) {
    const own = [new URL(settings.STRIPE_JS_URL).origin];
    return { scripts: own, connections: own, frames: own, images: own, pages };
  }
  return {
    scripts: SCRIPTS,
    connections: ["https://api.stripe.com"],
    frames: [...SCRIPTS, "https://hooks.stripe.com"],
    images: ["https://*.stripe.com"],
    pages,
  };
}
