import { ownerContext } from "@/lib/api/context";
import { otherMethods } from "@/lib/api/other-methods";
import { ok } from "@/lib/api/respond";
import { route } from "@/lib/api/route";
import { getPayoutAccount, viewPayoutAccount } from "@/lib/payments/payouts/get-payout-account";

/** Whether the researcher can be paid, and what is missing where not. */
export const GET = route(async (request) => {
  const account = await getPayoutAccount(await ownerContext(request));
  return ok("Payout account retrieved successfully", viewPayoutAccount(account));
});

export const { DELETE, PATCH, POST, PUT } = otherMethods("GET");
