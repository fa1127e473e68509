import { z } from "zod";
import { type Policies, parsePolicies } from "./rate-limit/policies";

const url = z.url();
const secret = z.string().min(16, "must have at least 16 characters");
const list = z.string().transform((text) =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean),
);

const limits = z
  .string()
  .default("")
  .transform((text, context): Policies => {
    try {
      return parsePolicies(text);
    } catch (error) {
      context.addIssue(error instanceof Error ? error.message : "is no list of limits");
      return z.NEVER;
    }
  });

/** Every setting of the server. `.env.example` says what each is for. */
export const Environment = z.object({
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, "must be a postgres:// URL"),
  DATABASE_POOL_MAX: z.coerce.number().int().min(1).max(100).default(10),
  APP_URL: url,
  NEXTAUTH_SECRET: secret,
  API_TOKEN_SECRET: secret,
  STRIPE_SECRET_KEY: z.string().min(1),
  STRIPE_PUBLISHABLE_KEY: z.string().min(1),
  STRIPE_WEBHOOK_SECRET: z.string().min(1),
  STRIPE_API_BASE: url.default("https://api.stripe.com"),
  STRIPE_JS_URL: url.optional(),
  STRIPE_CONNECT_WEBHOOK_SECRET: z.string().min(1).optional(),
  PLATFORM_FEE_PERCENT: z.coerce.number().min(0).max(90).default(15),
  MEMBER_DISCOUNT_PERCENT: z.coerce.number().min(0).max(90).default(10),
  MEMBERSHIP_PRICE_CENTS: z.coerce.number().int().min(50).max(99_999_99).default(29_00),
  ZOOM_ACCOUNT_ID: z.string().min(1),
  ZOOM_CLIENT_ID: z.string().min(1),
  ZOOM_CLIENT_SECRET: z.string().min(1),
  ZOOM_HOSTS: list.pipe(z.array(z.email()).min(1)),
  ZOOM_API_BASE: url.default("https://api.zoom.us"),
  ZOOM_OAUTH_BASE: url.default("https://zoom.us"),
  RESEND_API_KEY: z.string().min(1),
  RESEND_BASE_URL: url.default("https://api.resend.com"),
  RESEND_WEBHOOK_SECRET: z.string().min(1),
  MAIL_FROM: z.string().min(3),
  MAIL_POSTAL_ADDRESS: z.string().min(10, "must be a whole postal address"),
  ADMIN_EMAIL: z.email(),
  INNGEST_BASE_URL: url.optional(),
  INNGEST_EVENT_KEY: z.string().min(1),
  INNGEST_SIGNING_KEY: z.string().min(1),
  GOOGLE_CLIENT_ID: z.string().optional(),
  GOOGLE_CLIENT_SECRET: z.string().optional(),
  ORCID_CLIENT_ID: z.string().optional(),
  ORCID_CLIENT_SECRET: z.string().optional(),
  ORCID_ISSUER_URL: url.default("https://orcid.org"),
  METRICS_TOKEN: secret.optional(),
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  RATE_LIMITS: limits,
  CALENDAR_FEED_ALLOWED_HOSTS: list.default([]),
  OPENALEX_BASE_URL: url.default("https://api.openalex.org"),
  OPENALEX_API_KEY: z.string().min(1).optional(),
  CROSSREF_BASE_URL: url.default("https://api.crossref.org"),
  SEMANTIC_SCHOLAR_BASE_URL: url.default("https://api.semanticscholar.org"),
  SEMANTIC_SCHOLAR_API_KEY: z.string().min(1).optional(),
  ORCID_PUBLIC_BASE_URL: url.optional(),
  ROR_BASE_URL: url.default("https://api.ror.org"),
  ROR_CLIENT_ID: z.string().min(1).optional(),
  ARXIV_BASE_URL: url.default("https://export.arxiv.org"),
  SCHOLARLY_CONTACT: z.email().optional(),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
});

/** A discount that the fee does not cover would be paid out of the researchers' share. */
const Consistent = Environment.refine(
  (settings) => settings.PLATFORM_FEE_PERCENT >= settings.MEMBER_DISCOUNT_PERCENT,
  {
    path: ["PLATFORM_FEE_PERCENT"],
    message: "must be at least MEMBER_DISCOUNT_PERCENT: the fee pays for the members' discount",
  },
);

export type Env = z.infer<typeof Environment>;

/** Reads the settings; the error names each variable that is missing or wrong. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const filled = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const result = Consistent.safeParse(filled);
  if (result.success) return result.data;
  const lines = result.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    return filled[name] === undefined ? `  ${name} is missing` : `  ${name}: ${issue.message}`;
  });
  throw new Error(
    `The environment is incomplete (.env.example explains each variable):\n${lines.join("\n")}`,
  );
}

let cached: Env | undefined;

/** The process's settings, read once. */
export function env(): Env {
  cached ??= parseEnv(process.env);
  return cached;
}
