import { eq, type SQL, sql } from "drizzle-orm";
import { payoutAccounts, payouts, researchers, sessions, users } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";

/**
 * pending waits for its date, for the account or for a decision; on_the_way is being sent; paid
 * has gone to the researcher's account; returned went back to the reader, in full.
 */
export const earningStates = ["pending", "on_the_way", "paid", "returned"] as const;
export type EarningState = (typeof earningStates)[number];

/** Why a pending payout waits. */
export const earningWaits = ["date", "account", "report", "dispute"] as const;
export type EarningWait = (typeof earningWaits)[number];

/** Money as it stands after whatever went back to the reader. Cents; gross = fee + net. */
export type Amounts = { grossCents: number; feeCents: number; netCents: number };

const keptNet = sql<number>`(${payouts.netCents} - ${payouts.withheldCents})`;
const keptGross = sql<number>`round(${payouts.grossCents}::numeric * ${keptNet} / ${payouts.netCents})::int`;

/** The same as columns of a query over payouts. */
export const amounts = {
  grossCents: keptGross,
  feeCents: sql<number>`${keptGross} - ${keptNet}`,
  netCents: sql<number>`${keptNet}`,
};

const hasAccount = sql`coalesce(${payoutAccounts.canReceive}, false)`;

export const earningState = (now: Date): SQL<EarningState> => sql<EarningState>`case
  when ${payouts.status} in ('void', 'reversed') or ${keptNet} = 0 then 'returned'
  when ${payouts.status} = 'paid' then 'paid'
  when ${payouts.status} = 'sending' then 'on_the_way'
  when ${payouts.status} = 'due' and ${payouts.dueAt} <= ${now.toISOString()}::timestamptz
    and ${hasAccount} then 'on_the_way'
  else 'pending' end`;

const waitsFor = (now: Date): SQL<EarningWait> => sql<EarningWait>`case
  when ${payouts.isReported} then 'report'
  when ${payouts.status} = 'blocked' then 'dispute'
  when ${payouts.dueAt} > ${now.toISOString()}::timestamptz then 'date'
  else 'account' end`;

/** Payouts with the sessions that they are for. */
export const selectEarnings = ({ db, now }: Pick<Ctx, "db" | "now">) =>
  db
    .select({
      id: payouts.id,
      sessionId: payouts.sessionId,
      readerName: users.name,
      startsAt: sessions.startsAt,
      endsAt: sessions.endsAt,
      state: earningState(now),
      waitsFor: waitsFor(now),
      ...amounts,
      /** What was agreed, before anything went back to the reader. */
      agreedGrossCents: payouts.grossCents,
      feePercent: payouts.feePercent,
      currency: payouts.currency,
      dueAt: payouts.dueAt,
      paidAt: payouts.paidAt,
      earnedAt: payouts.earnedAt,
    })
    .from(payouts)
    .innerJoin(sessions, eq(sessions.id, payouts.sessionId))
    .innerJoin(users, eq(users.id, sessions.readerId))
    .innerJoin(researchers, eq(researchers.id, payouts.researcherId))
    .leftJoin(payoutAccounts, eq(payoutAccounts.researcherId, payouts.researcherId));

export type Earning = Awaited<ReturnType<typeof selectEarnings>>[number];
