// `npm run reconcile -- --since 2026-11-01`: compares payments and refunds with Stripe now.
import { createRequire } from "node:module";
import { parseArgs } from "node:util";
import { describeFindings } from "@/lib/operations/describe-findings";
import { database, systemContext } from "@/lib/platform/context";
import { env } from "@/lib/platform/env";
import { log } from "@/lib/platform/log";
import { relayQuietly } from "@/lib/platform/outbox";
import { reconcilePayments } from "@/lib/sessions/reconcile-payments";
import { root } from "./root";

// Through `require`, because the package's CommonJS names are not seen by an import.
const { loadEnvConfig } = createRequire(import.meta.url)("@next/env");
const quiet = { info() {}, error: console.error };

// The same files that `npm start` reads.
loadEnvConfig(root, false, quiet);
const since = readSince();
checkSettings();
// Its report is what it has to say; what goes wrong is still told as it happens.
log.level = "warn";
const ctx = systemContext();
const summary = await reconcilePayments(ctx, { since });
await relayQuietly(ctx);
await database().$client.end({ timeout: 5 });
console.log(describeFindings(summary).join("\n"));
process.exit(summary.failed > 0 ? 1 : 0);

function readSince(): Date | undefined {
  const usage =
    "Usage: npm run reconcile -- [--since 2026-11-01]\n(8 days back unless told otherwise)";
  try {
    const { values } = parseArgs({ options: { since: { type: "string" } } });
    if (values.since === undefined) return undefined;
    const since = new Date(values.since);
    // Other spellings mean this machine's own zone, or another day than they seem to.
    const isPlain = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/;
    if (isPlain.test(values.since) && !Number.isNaN(since.getTime())) return since;
    return fail(`--since must be a date such as 2026-11-01, in UTC.\n${usage}`);
  } catch (error) {
    return fail(`${(error as Error).message}\n${usage}`);
  }
}

function checkSettings(): void {
  try {
    env();
  } catch (error) {
    fail((error as Error).message);
  }
}

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}
