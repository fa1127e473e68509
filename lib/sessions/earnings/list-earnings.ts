import { and, desc, eq, lt, or, sql } from "drizzle-orm";
import { z } from "zod";
import { payouts, researchers } from "@/db/schema";
import { requireResearcher } from "@/lib/auth/actor";
import type { Ctx } from "@/lib/platform/context";
import { decodeCursor, encodeCursor, pageParameters } from "@/lib/platform/cursor";
import { type Earning, selectEarnings } from "./earning";

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

export const ListEarnings = z.object({
  ...pageParameters,
  month: z
    .string()
    .regex(MONTH, "must be a month as YYYY-MM")
    .optional()
    .describe("Only sessions that ended in this month, on the researcher's calendar"),
});

// Epoch milliseconds, to the year 2286: later ones are written in a way that PostgreSQL does not read.
const cursorChecks = [z.string().regex(/^\d{1,13}$/), z.guid()];

/** What the researcher has earned, a line for each session, latest first. */
export async function listEarnings(
  ctx: Ctx,
  input: z.output<typeof ListEarnings>,
): Promise<{ items: Earning[]; nextCursor: string | null }> {
  const { researcherId } = requireResearcher(ctx.actor);
  const { limit, cursor, month } = input;
  const [earnedAt = "", id = ""] = cursor ? decodeCursor(cursor, cursorChecks) : [];
  const before = new Date(Number(earnedAt));
  const rows = await selectEarnings(ctx)
    .where(
      and(
        eq(payouts.researcherId, researcherId),
        month
          ? sql`to_char(${payouts.earnedAt} at time zone ${researchers.timeZone}, 'YYYY-MM') = ${month}`
          : undefined,
        cursor
          ? or(lt(payouts.earnedAt, before), and(eq(payouts.earnedAt, before), lt(payouts.id, id)))
          : undefined,
      ),
    )
    .orderBy(desc(payouts.earnedAt), desc(payouts.id))
    .limit(limit + 1);
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return {
    items,
    nextCursor: last ? encodeCursor([String(last.earnedAt.getTime()), last.id]) : null,
  };
}
