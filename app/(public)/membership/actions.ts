"use server";

import { revalidatePath } from "next/cache";
import { runAction } from "@/app/_actions/run-action";
import { parseInput } from "@/lib/api/input";
import { pageContext } from "@/lib/auth/current-context";
import { confirmSubscription } from "@/lib/membership/confirm-subscription";
import { cancelSubscription, resumeSubscription } from "@/lib/membership/end-subscription";
import { openSubscription } from "@/lib/membership/open-subscription";
import { SubscriptionId } from "@/lib/membership/subscription-id";

/** Opens the first payment, or that of a failed renewal: the client secret with which the browser pays. */
export async function openPayment() {
  return runAction(async () => {
    const { clientSecret } = await openSubscription(await pageContext());
    return { clientSecret };
  });
}

/** The browser says that it has paid; the server looks for itself. */
export async function settle() {
  return runAction(async () => {
    await confirmSubscription(await pageContext());
    revalidatePath("/membership");
    return { to: "/membership?paid=1" };
  });
}

export async function cancel(subscriptionId: string) {
  return runAction(async () => {
    const input = parseInput(SubscriptionId, { subscriptionId });
    await cancelSubscription(await pageContext(), input);
    revalidatePath("/membership");
    return {};
  });
}

export async function resume(subscriptionId: string) {
  return runAction(async () => {
    const input = parseInput(SubscriptionId, { subscriptionId });
    await resumeSubscription(await pageContext(), input);
    revalidatePath("/membership");
    return {};
  });
}
