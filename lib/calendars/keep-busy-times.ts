import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { externalBusy } from "@/db/schema";
import type { Interval } from "@/lib/availability/open-hours";

const AT_ONCE = 1000;

/** Puts these busy times in place of those that were known. Only under the researcher's lock. */
export async function keepBusyTimes(tx: Tx, researcherId: string, busy: Interval[]): Promise<void> {
  await tx.delete(externalBusy).where(eq(externalBusy.researcherId, researcherId));
  for (let from = 0; from < busy.length; from += AT_ONCE) {
    const rows = busy.slice(from, from + AT_ONCE).map(({ startsAt, endsAt }) => ({
      researcherId,
      startsAt: new Date(startsAt),
      endsAt: new Date(endsAt),
    }));
    await tx.insert(externalBusy).values(rows);
  }
}
