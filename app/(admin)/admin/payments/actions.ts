"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { runAction } from "@/app/_actions/run-action";
import { parseInput } from "@/lib/api/input";
import { pageContext } from "@/lib/auth/current-context";
import { RetryPayout, retryPayout } from "@/lib/payments/payouts/retry-payout";
import { retryRefund } from "@/lib/payments/retry-refund";

export async function tryRefund(refundId: string) {
  return runAction(async () => {
    await retryRefund(
      await pageContext(),
      parseInput(z.object({ refundId: z.guid() }), { refundId }),
    );
    revalidatePath("/admin", "layout");
    return {};
  });
}

export async function tryPayout(payoutId: string) {
  return runAction(async () => {
    await retryPayout(await pageContext(), parseInput(RetryPayout, { payoutId }));
    revalidatePath("/admin", "layout");
    return {};
  });
}
