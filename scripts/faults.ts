// `npm run faults -- --bookings N --seed S`: the fault campaign.
//
// Readers book concurrently, over HTTP, from the production build in surroundings of its own, while
// everything that can go wrong does: webhooks are lost, late, repeated and shuffled; Stripe, Zoom, Resend
// and Inngest answer 429 and 5xx, do not answer, or cut the connection before or after acting; the
// application is killed between payment and confirmation, between a call and its answer, and inside a
// job's step; the job engine and PostgreSQL are restarted and crashed; the clock jumps. Then the faults
// end, the clock runs on, everything settles, and the invariants in faults/invariants are checked.
//
// Who does what, and what goes wrong when, is drawn from the seed alone; how the parts' work
// interleaves is not, so that a replay meets the same plan but not always the same moment. The first
// violation ends the campaign: it is printed with the command that replays it, data and logs stay in
// .data/faults-<process>, and the exit code is 1.
import { randomInt } from "node:crypto";
import { readdir, rm } from "node:fs/promises";
import path from "node:path";
import { readArguments, type Wish } from "./faults/arguments";
import { Campaign } from "./faults/campaign";
import { formatReport, replay } from "./faults/report";
import { isAlive } from "./processes";
import { elapsed } from "./progress";
import { root } from "./root";

const startedAt = performance.now();
const { bookings, seed } = readWish();
await removeOldRuns();
console.log(`${replay(bookings, seed)}`);
const dataDir = path.join(root, ".data", `faults-${process.pid}`);
const tell = (stage: string) => console.log(`${elapsed(startedAt).padStart(12)}  ${stage}`);
const campaign = new Campaign({ bookings, seed, dataDir, tell });
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => void campaign.stack.stop().then(() => process.exit(130)));
}
process.exit(await run());

async function run(): Promise<number> {
  try {
    const report = await campaign.run();
    console.log(`\n${formatReport(report)}`);
    await campaign.stack.stop();
    if (report.violations.length > 0) {
      console.log(`Data and logs: ${path.relative(root, dataDir)}`);
      return 1;
    }
    await campaign.stack.remove();
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.stack : error);
    console.error(`Replay: ${replay(bookings, seed)}`);
    await campaign.stack.stop();
    return 1;
  }
}

/** What a run that failed has left is kept until the next run. */
async function removeOldRuns(): Promise<void> {
  const data = path.join(root, ".data");
  for (const name of await readdir(data).catch(() => [])) {
    const pid = Number(/^faults-(\d+)$/.exec(name)?.[1]);
    if (pid && !isAlive(pid)) await rm(path.join(data, name), { recursive: true, force: true });
  }
}

function readWish(): Wish {
  try {
    return readArguments(process.argv.slice(2), () => randomInt(2 ** 31));
  } catch (error) {
    console.error((error as Error).message);
    process.exit(2);
  }
}
