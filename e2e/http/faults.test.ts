import path from "node:path";
import { expect, test } from "vitest";
import { Campaign } from "@/scripts/faults/campaign";
import { formatReport } from "@/scripts/faults/report";
import { root } from "@/scripts/root";

/** A seed whose few faults are of many kinds; `npm run faults` goes on from here. */
const SEED = 8_858;
const BOOKINGS = 25;

test("bookings come to a good end although calls fail, parts are killed and the clock jumps", async () => {
  const dataDir = path.join(root, ".data", `faults-${process.pid}`);
  const campaign = new Campaign({ bookings: BOOKINGS, seed: SEED, dataDir, tell: () => {} });
  try {
    const report = await campaign.run();
    expect(report.violations, formatReport(report)).toEqual([]);
    const names = report.faults.map(([name]) => name);
    expect(names).toEqual(
      expect.arrayContaining(["job engine killed", "PostgreSQL crashed", "webhooks lost"]),
    );
    expect(names.filter((name) => name.startsWith("app killed"))).not.toEqual([]);
    const ended = report.outcomes.reduce((sum, [, count]) => sum + count, 0);
    expect(ended).toBe(BOOKINGS);
  } finally {
    await campaign.stack.stop();
    await campaign.stack.remove();
  }
}, 420_000);
