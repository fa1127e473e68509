import { and, eq, isNull, lte, or, sql } from "drizzle-orm";
import type Stripe from "stripe";
import type { Tx } from "@/db/client";
import { payoutAccounts, payouts, researchers, users } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { env } from "@/lib/platform/env";
import { DomainError } from "@/lib/platform/errors";
import { emit } from "@/lib/platform/outbox";
import { addMinutes } from "@/lib/platform/time";
import { callStripe, UsedUpKey } from "../stripe";

export type PayoutAccount = typeof payoutAccounts.$inferSelect;

const ofResearcher = (researcherId: string) => eq(payoutAccounts.researcherId, researcherId);

export async function readPayoutAccount(
  { db }: Pick<Ctx, "db">,
  researcherId: string,
): Promise<PayoutAccount | undefined> {
  const [account] = await db.select().from(payoutAccounts).where(ofResearcher(researcherId));
  return account;
}

/**
 * The id of a researcher's account at Stripe, made at the first request. Of two made at once, both
 * use the one stored first; the other has nobody and nothing in it.
 */
export async function openPayoutAccount(
  ctx: Ctx,
  researcherId: string,
  country: string,
): Promise<string> {
  await ctx.db.insert(payoutAccounts).values({ researcherId, country }).onConflictDoNothing();
  const known = await readPayoutAccount(ctx, researcherId);
  if (known?.accountId) return known.accountId;
  const wire = await createAccount(ctx, researcherId, country);
  await ctx.db
    .update(payoutAccounts)
    .set({ accountId: wire.id })
    .where(
      and(
        ofResearcher(researcherId),
        isNull(payoutAccounts.accountId),
        // The researcher may have moved while Stripe was busy; an account is in one country for good.
        eq(payoutAccounts.country, country),
      ),
    );
  await ctx.db.transaction((tx) => applyAccount(tx, wire, ctx.now));
  const stored = await readPayoutAccount(ctx, researcherId);
  if (stored?.accountId) return stored.accountId;
  throw new DomainError("BUSY", "Your payout country has just changed: try again");
}

async function createAccount(
  ctx: Ctx,
  researcherId: string,
  country: string,
): Promise<Stripe.Account> {
  const [owner] = await ctx.db
    .select({ email: users.email, slug: researchers.slug })
    .from(researchers)
    .innerJoin(users, eq(users.id, researchers.userId))
    .where(eq(researchers.id, researcherId));
  const create = (key: { idempotencyKey?: string }) =>
    callStripe((api) =>
      api.accounts.create(
        {
          type: "express",
          country,
          email: owner?.email,
          business_type: "individual",
          business_profile: {
            product_description: "Consultations about published research, booked through Colloquy",
            url: new URL(`/researchers/${owner?.slug}`, env().APP_URL).href,
          },
          capabilities: { transfers: { requested: true } },
          metadata: { researcher_id: researcherId },
        },
        key,
      ),
    );
  return create({ idempotencyKey: `account:${researcherId}:${country}` }).catch((error) => {
    if (!(error instanceof UsedUpKey)) throw error;
    // What the first call may have left is as empty as that of two made at once.
    return create({});
  });
}

/** The account as Stripe has it now. */
export const retrieveAccount = (id: string) => callStripe((api) => api.accounts.retrieve(id));

/**
 * Writes what Stripe says of an account, unless it was looked at later than `lookedAt`. One that can
 * be paid from now on says so by event: what has accrued is sent.
 */
export async function applyAccount(tx: Tx, wire: Stripe.Account, lookedAt: Date): Promise<void> {
  const [before] = await tx
    .select()
    .from(payoutAccounts)
    .where(eq(payoutAccounts.accountId, wire.id))
    .for("update");
  if (!before || (before.seenAt && before.seenAt > lookedAt)) return;
  const canReceive = wire.capabilities?.transfers === "active";
  await tx
    .update(payoutAccounts)
    .set({
      detailsSubmitted: wire.details_submitted,
      canReceive,
      payoutsEnabled: wire.payouts_enabled,
      currentlyDue: wire.requirements?.currently_due ?? [],
      isUnderReview: isUnderReview(wire),
      disabledReason: wire.requirements?.disabled_reason ?? null,
      seenAt: lookedAt,
    })
    .where(eq(payoutAccounts.accountId, wire.id));
  if (canReceive && !before.canReceive) {
    await emit(tx, "payout-account/ready", { researcherId: before.researcherId });
  }
}

const isUnderReview = ({ capabilities, requirements }: Stripe.Account) =>
  capabilities?.transfers === "pending" ||
  requirements?.disabled_reason === "under_review" ||
  requirements?.disabled_reason === "requirements.pending_verification";

/** Looks at a researcher's account at Stripe; nothing where there is none yet. */
export async function refreshPayoutAccount(ctx: Ctx, researcherId: string): Promise<void> {
  const [known] = await ctx.db
    .update(payoutAccounts)
    .set({ askedAt: ctx.now })
    .where(ofResearcher(researcherId))
    .returning({ accountId: payoutAccounts.accountId });
  if (!known?.accountId) return;
  const wire = await retrieveAccount(known.accountId);
  await ctx.db.transaction((tx) => applyAccount(tx, wire, ctx.now));
}

const STALE_MINUTES = 15;

/**
 * Accounts that cannot be paid, with money waiting for them, and neither seen nor asked for for a
 * while: for the sweep. Those asked for longest ago come first, so that one that Stripe does not
 * tell of keeps nobody waiting.
 */
export async function listStaleAccounts(ctx: Ctx, limit = 20): Promise<string[]> {
  const stale = addMinutes(ctx.now, -STALE_MINUTES);
  const rows = await ctx.db
    .select({ id: payoutAccounts.researcherId })
    .from(payoutAccounts)
    .where(
      and(
        eq(payoutAccounts.canReceive, false),
        isBefore(payoutAccounts.seenAt, stale),
        isBefore(payoutAccounts.askedAt, stale),
        sql`exists (select from ${payouts}
          where ${payouts.researcherId} = ${payoutAccounts.researcherId} and ${payouts.status} = 'due')`,
      ),
    )
    .orderBy(sql`${payoutAccounts.askedAt} nulls first`)
    .limit(limit);
  return rows.map((row) => row.id);
}

const isBefore = (column: typeof payoutAccounts.seenAt | typeof payoutAccounts.askedAt, at: Date) =>
  or(isNull(column), lte(column, at));
