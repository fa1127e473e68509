import { and, eq, gte, sql } from "drizzle-orm";
import type { Database, Tx } from "@/db/client";
import { availabilityOverrides, availabilityRules, type researchers } from "@/db/schema";

/** What a profile needs before readers see it. */
export const NEEDED = ["bio", "field", "expertise", "rate", "hours", "payout_country"] as const;
export type Needed = (typeof NEEDED)[number];

type Row = Pick<
  typeof researchers.$inferSelect,
  "bio" | "field" | "expertise" | "rateCents" | "payoutCountry"
>;

/** What of these the row itself lacks; hours are kept elsewhere. */
export function missingIn(row: Row): Exclude<Needed, "hours">[] {
  const has = {
    bio: Boolean(row.bio),
    field: Boolean(row.field),
    expertise: row.expertise.length > 0,
    rate: row.rateCents !== null,
    payout_country: row.payoutCountry !== null,
  };
  return NEEDED.filter((need) => need !== "hours").filter((need) => !has[need]);
}

/** All that a profile lacks. Hours are there with any in the usual week, or on a date to come. */
export async function whatIsMissing(
  db: Database | Tx,
  researcher: Row & { id: string },
  now: Date,
): Promise<Needed[]> {
  const missing = new Set<Needed>(missingIn(researcher));
  if (!(await hasHours(db, researcher.id, now))) missing.add("hours");
  return NEEDED.filter((need) => missing.has(need));
}

async function hasHours(db: Database | Tx, researcherId: string, now: Date): Promise<boolean> {
  const [rule] = await db
    .select({ id: availabilityRules.id })
    .from(availabilityRules)
    .where(eq(availabilityRules.researcherId, researcherId))
    .limit(1);
  if (rule) return true;
  const [date] = await db
    .select({ id: availabilityOverrides.id })
    .from(availabilityOverrides)
    .where(
      and(
        eq(availabilityOverrides.researcherId, researcherId),
        gte(availabilityOverrides.date, now.toISOString().slice(0, 10)),
        sql`jsonb_array_length(${availabilityOverrides.ranges}) > 0`,
      ),
    )
    .limit(1);
  return date !== undefined;
}
