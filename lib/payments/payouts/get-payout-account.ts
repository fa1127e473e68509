import { eq } from "drizzle-orm";
import { z } from "zod";
import { researchers } from "@/db/schema";
import { requireResearcher } from "@/lib/auth/actor";
import type { Ctx } from "@/lib/platform/context";
import { type PayoutAccount, readPayoutAccount } from "./accounts";
import { missingWords } from "./requirements";

/**
 * How far a payout account is: nothing begun, something still to be given, with Stripe's
 * reviewers, ready to be paid, or turned down by Stripe.
 */
export const payoutAccountStates = [
  "not_started",
  "incomplete",
  "in_review",
  "ready",
  "rejected",
] as const;
export type PayoutAccountState = (typeof payoutAccountStates)[number];

export type OwnPayoutAccount = {
  state: PayoutAccountState;
  country: string | null;
  /** What Stripe still asks for, in words; also of a ready account, when more is asked for by a later date. */
  missing: string[];
  /** Whether there is a dashboard at Stripe to sign in to. */
  hasDashboard: boolean;
};

/** The researcher's own payout account, as it was last seen at Stripe. */
export async function getPayoutAccount(ctx: Ctx): Promise<OwnPayoutAccount> {
  const { researcherId } = requireResearcher(ctx.actor);
  const [profile] = await ctx.db
    .select({ country: researchers.payoutCountry })
    .from(researchers)
    .where(eq(researchers.id, researcherId));
  const account = await readPayoutAccount(ctx, researcherId);
  return {
    state: stateOf(account),
    country: account?.country ?? profile?.country ?? null,
    missing: missingWords(account?.currentlyDue ?? []),
    hasDashboard: account?.detailsSubmitted ?? false,
  };
}

function stateOf(account: PayoutAccount | undefined): PayoutAccountState {
  if (!account?.accountId) return "not_started";
  if (account.canReceive) return "ready";
  if (account.disabledReason?.startsWith("rejected")) return "rejected";
  return account.isUnderReview && account.currentlyDue.length === 0 ? "in_review" : "incomplete";
}

/** A payout account as the API shows it to its owner. */
export const PayoutAccountView = z
  .object({
    state: z.enum(payoutAccountStates),
    country: z.string().nullable(),
    missing: z.array(z.string()),
  })
  .meta({ id: "PayoutAccount" });

export const viewPayoutAccount = ({ state, country, missing }: OwnPayoutAccount) =>
  PayoutAccountView.encode({ state, country, missing });
