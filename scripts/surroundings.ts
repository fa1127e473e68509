import { createHash } from "node:crypto";
import { policies } from "../lib/platform/rate-limit/policies";
import { keptSecrets } from "./secrets";

export type Places = {
  /** Origins without a trailing slash. */
  app: string;
  sandbox: string;
  databaseUrl: string;
  sandboxDatabaseUrl: string;
  dataDir: string;
};

/** Opens the metrics of demo, dev and tests. */
export const METRICS_TOKEN = "sandbox-metrics-token";

export type Surroundings = { app: Record<string, string>; sandbox: Record<string, string> };

/** One machine plays all readers here, and tests play hundreds of them within a minute. */
const GENEROUS = Object.entries(policies)
  .map(([name, { seconds }]) => `${name}=1000000/${seconds}second`)
  .join(",");

/** The pool of Zoom hosts in dev, demo and test: as many sessions may overlap. */
const HOSTS = 200;

/** Every setting of the application and of the sandbox, made for each other. */
export async function surroundingsOf(places: Places): Promise<Surroundings> {
  const secrets = await keptSecrets(places.dataDir, [
    "session",
    "apiToken",
    "stripe",
    "inngest",
    "resend",
  ]);
  const stripeWebhookSecret = `whsec_${secrets.stripe}`;
  // Svix reads this one as base64.
  const resendWebhookSecret = `whsec_${Buffer.from(secrets.resend).toString("base64")}`;
  // The SDK reads this key as hexadecimal.
  const signingKey = `signkey-test-${createHash("sha256").update(secrets.inngest).digest("hex")}`;
  const eventKey = "sandbox-event-key";
  return {
    app: {
      DATABASE_URL: places.databaseUrl,
      APP_URL: places.app,
      NEXTAUTH_URL: places.app,
      NEXTAUTH_SECRET: secrets.session,
      API_TOKEN_SECRET: secrets.apiToken,
      STRIPE_SECRET_KEY: "sk_test_sandbox",
      STRIPE_PUBLISHABLE_KEY: "pk_test_sandbox",
      STRIPE_WEBHOOK_SECRET: stripeWebhookSecret,
      STRIPE_API_BASE: places.sandbox,
      STRIPE_JS_URL: `${places.sandbox}/stripe.js`,
      ZOOM_ACCOUNT_ID: "sandbox-account",
      ZOOM_CLIENT_ID: "sandbox-client",
      ZOOM_CLIENT_SECRET: "sandbox-secret",
      ZOOM_HOSTS: zoomHosts(),
      ZOOM_API_BASE: `${places.sandbox}/zoom`,
      ZOOM_OAUTH_BASE: `${places.sandbox}/zoom`,
      RESEND_API_KEY: "re_sandbox",
      RESEND_BASE_URL: `${places.sandbox}/resend`,
      RESEND_WEBHOOK_SECRET: resendWebhookSecret,
      MAIL_POSTAL_ADDRESS: "Colloquy, 1 Example Street, London N1 9GU, United Kingdom",
      MAIL_FROM: "Colloquy <hello@colloquy.example>",
      ADMIN_EMAIL: "admin@colloquy.example",
      METRICS_TOKEN,
      RATE_LIMITS: GENEROUS,
      CALENDAR_FEED_ALLOWED_HOSTS: new URL(places.sandbox).host,
      OPENALEX_BASE_URL: `${places.sandbox}/openalex`,
      OPENALEX_API_KEY: "sandbox-openalex-key",
      CROSSREF_BASE_URL: `${places.sandbox}/crossref`,
      SEMANTIC_SCHOLAR_BASE_URL: `${places.sandbox}/semantic-scholar`,
      ORCID_CLIENT_ID: "APP-SANDBOX",
      ORCID_CLIENT_SECRET: "sandbox-secret",
      ORCID_ISSUER_URL: `${places.sandbox}/orcid`,
      ORCID_PUBLIC_BASE_URL: `${places.sandbox}/orcid`,
      ROR_BASE_URL: `${places.sandbox}/ror`,
      ARXIV_BASE_URL: `${places.sandbox}/arxiv`,
      INNGEST_BASE_URL: places.sandbox,
      INNGEST_EVENT_KEY: eventKey,
      INNGEST_SIGNING_KEY: signingKey,
      // Only the engine that knows the signing key may ask for the functions.
      INNGEST_ENABLE_UNAUTHED_SYNC: "false",
    },
    sandbox: {
      PORT: new URL(places.sandbox).port,
      SANDBOX_DATABASE_URL: places.sandboxDatabaseUrl,
      STRIPE_WEBHOOK_URL: `${places.app}/api/v1/webhooks/stripe`,
      STRIPE_WEBHOOK_SECRET: stripeWebhookSecret,
      RESEND_WEBHOOK_URL: `${places.app}/api/v1/webhooks/resend`,
      RESEND_WEBHOOK_SECRET: resendWebhookSecret,
      INNGEST_SIGNING_KEY: signingKey,
      INNGEST_EVENT_KEY: eventKey,
    },
  };
}

function zoomHosts(): string {
  const number = (index: number) => String(index + 1).padStart(3, "0");
  return Array.from({ length: HOSTS }, (_, i) => `host-${number(i)}@colloquy.example`).join(",");
}
