import pino from "pino";
import type { Settings } from "./deps";
import { createSandbox } from "./server";

const log = pino({ name: "sandbox", level: process.env.LOG_LEVEL ?? "info" });

const required = [
  "PORT",
  "SANDBOX_DATABASE_URL",
  "STRIPE_WEBHOOK_SECRET",
  "STRIPE_WEBHOOK_URL",
] as const;

const missing = required.filter((name) => !process.env[name]);
if (missing.length > 0) {
  process.stderr.write(`The sandbox cannot start. Set ${missing.join(", ")}.\n`);
  process.exit(1);
}
const port = Number(process.env.PORT);
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  process.stderr.write("The sandbox cannot start. PORT must be a number from 0 to 65535.\n");
  process.exit(1);
}

const settings: Settings = {
  stripeWebhookUrl: process.env.STRIPE_WEBHOOK_URL,
  stripeWebhookSecret: process.env.STRIPE_WEBHOOK_SECRET,
  resendWebhookUrl: process.env.RESEND_WEBHOOK_URL,
  resendWebhookSecret: process.env.RESEND_WEBHOOK_SECRET,
  inngestSigningKey: process.env.INNGEST_SIGNING_KEY,
  inngestEventKey: process.env.INNGEST_EVENT_KEY,
};

const sandbox = await createSandbox({
  port,
  databaseUrl: process.env.SANDBOX_DATABASE_URL ?? "",
  settings,
  log,
}).catch((error) => {
  log.fatal({ err: error }, "the sandbox cannot start");
  process.exit(1);
});
log.info({ url: sandbox.url }, "the sandbox listens");

let closing = false;
for (const signal of ["SIGTERM", "SIGINT"] as const)
  process.on(signal, async () => {
    if (closing) return;
    closing = true;
    await sandbox.close();
    process.exit(0);
  });
