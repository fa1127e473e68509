import { eq } from "drizzle-orm";
import { researchers } from "@/db/schema";
import { requireResearcher, requireVerified } from "@/lib/auth/actor";
import type { Ctx } from "@/lib/platform/context";
import { env } from "@/lib/platform/env";
import { DomainError, invalidInput } from "@/lib/platform/errors";
import { payoutsReach } from "@/lib/researchers/payout-countries";
import { callStripe } from "../stripe";
import { openPayoutAccount, readPayoutAccount } from "./accounts";

/**
 * Begins the onboarding of a researcher's payout account, or goes on with it. Returns the address of
 * Stripe's page, good once and for a few minutes. Throws INVALID_INPUT naming `payout_country`
 * while none is chosen.
 */
export async function startOnboarding(ctx: Ctx): Promise<string> {
  requireVerified(ctx.actor);
  const { researcherId } = requireResearcher(ctx.actor);
  const [profile] = await ctx.db
    .select({ country: researchers.payoutCountry })
    .from(researchers)
    .where(eq(researchers.id, researcherId));
  const country = profile?.country;
  if (!country)
    throw invalidInput("payout_country", "must be chosen before a payout account can be opened");
  if (!payoutsReach(country))
    throw invalidInput("payout_country", "is not a country in which researchers can be paid yet");
  const account = await openPayoutAccount(ctx, researcherId, country);
  const page = (path: string) => new URL(`/dashboard/earnings/${path}`, env().APP_URL).href;
  const link = await callStripe((api) =>
    api.accountLinks.create({
      account,
      type: "account_onboarding",
      return_url: page("return"),
      refresh_url: page("continue"),
    }),
  );
  return link.url;
}

/** The address of the researcher's own dashboard at Stripe, good once. Throws WRONG_STATE before the onboarding is submitted. */
export async function openPayoutDashboard(ctx: Ctx): Promise<string> {
  requireVerified(ctx.actor);
  const { researcherId } = requireResearcher(ctx.actor);
  const account = await readPayoutAccount(ctx, researcherId);
  if (!account?.accountId || !account.detailsSubmitted) {
    throw new DomainError("WRONG_STATE", "Finish setting up your payout account first");
  }
  const { accountId } = account;
  const link = await callStripe((api) => api.accounts.createLoginLink(accountId));
  return link.url;
}
