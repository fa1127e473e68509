import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { payoutAccounts } from "@/db/schema";
import { invalidInput } from "@/lib/platform/errors";

/**
 * Belongs to a change of the payout country. An account at Stripe is in one country for good: one that
 * was only begun is left behind, with nothing in it; after that INVALID_INPUT names `payout_country`.
 */
export async function movePayoutAccount(
  tx: Tx,
  researcherId: string,
  country: string | null,
): Promise<void> {
  const own = eq(payoutAccounts.researcherId, researcherId);
  const [account] = await tx.select().from(payoutAccounts).where(own).for("update");
  if (!account || account.country === country) return;
  if (account.detailsSubmitted) {
    throw invalidInput(
      "payout_country",
      "cannot change any more: your payout account is in another country",
    );
  }
  await tx.delete(payoutAccounts).where(own);
}
