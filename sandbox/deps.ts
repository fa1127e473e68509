import type { Faults } from "./faults";
import type { Store } from "./store";
import type { Webhooks } from "./webhooks";

/** What every stand-in is given; a stand-in is a function `(deps: SandboxDeps) => Hono`. */
export type SandboxDeps = {
  store: Store;
  faults: Faults;
  webhooks: Webhooks;
  clock: () => Date;
  log: Log;
  /** Read at the moment of use: `POST /_sandbox/settings` changes it while the sandbox runs. */
  settings: Settings;
  /** The sandbox's own address without a trailing slash, known once it listens. */
  origin: () => string;
  /** Registers what has to stop (timers, loops) before the store closes; awaited in close(). */
  onClose: (stop: () => void | Promise<void>) => void;
};

/** The shape of a pino logger, as far as the sandbox uses it. */
export type Log = {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
};

export type Settings = {
  /** The application's Stripe endpoint; without it no Stripe webhooks are sent. */
  stripeWebhookUrl?: string | undefined;
  stripeWebhookSecret?: string | undefined;
  /** The application's Resend endpoint; without it no Resend webhooks are sent. */
  resendWebhookUrl?: string | undefined;
  /** `whsec_` followed by base64, as Resend hands it out. */
  resendWebhookSecret?: string | undefined;
  /** With a key the engine signs its calls, as Inngest does outside its dev mode. */
  inngestSigningKey?: string | undefined;
  inngestEventKey?: string | undefined;
};

export const services = [
  "stripe",
  "zoom",
  "resend",
  "inngest",
  "calendars",
  "openalex",
  "crossref",
  "semantic_scholar",
  "orcid",
  "ror",
  "arxiv",
] as const;

export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} };
