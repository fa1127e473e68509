import { count, desc, eq, sql } from "drizzle-orm";
import { payoutAccounts, payouts, researchers } from "@/db/schema";
import { requireResearcher } from "@/lib/auth/actor";
import type { Ctx } from "@/lib/platform/context";
import { type Amounts, amounts, type EarningState, earningState } from "./earning";

export type EarningsMonth = Amounts & { month: string; sessions: number };
export type EarningsSums = {
  states: Record<EarningState, Amounts & { sessions: number }>;
  /** Latest first, as YYYY-MM on the researcher's calendar. */
  months: EarningsMonth[];
  timeZone: string;
};

const sums = {
  grossCents: sql<number>`coalesce(sum(${amounts.grossCents}), 0)::int`,
  feeCents: sql<number>`coalesce(sum(${amounts.feeCents}), 0)::int`,
  netCents: sql<number>`coalesce(sum(${amounts.netCents}), 0)::int`,
  sessions: count(),
};

const nothing = () => ({ grossCents: 0, feeCents: 0, netCents: 0, sessions: 0 });

/** The researcher's earnings added up, by how far they are and by month. */
export async function sumEarnings(ctx: Ctx): Promise<EarningsSums> {
  const { researcherId } = requireResearcher(ctx.actor);
  const own = eq(payouts.researcherId, researcherId);
  const month = sql<string>`to_char(${payouts.earnedAt} at time zone ${researchers.timeZone}, 'YYYY-MM')`;
  const [profile] = await ctx.db
    .select({ timeZone: researchers.timeZone })
    .from(researchers)
    .where(eq(researchers.id, researcherId));
  const byState = await ctx.db
    .select({ state: earningState(ctx.now), ...sums })
    .from(payouts)
    .leftJoin(payoutAccounts, eq(payoutAccounts.researcherId, payouts.researcherId))
    .where(own)
    .groupBy(sql`1`);
  const months = await ctx.db
    .select({ month, ...sums })
    .from(payouts)
    .innerJoin(researchers, eq(researchers.id, payouts.researcherId))
    .where(own)
    .groupBy(sql`1`)
    .orderBy(desc(sql`1`));
  const states = {
    pending: nothing(),
    on_the_way: nothing(),
    paid: nothing(),
    returned: nothing(),
  };
  for (const { state, ...sum } of byState) states[state] = sum;
  return { states, months, timeZone: profile?.timeZone ?? "UTC" };
}
