import { NextResponse } from "next/server";
import { pageContext } from "@/lib/auth/current-context";
import { refreshPayoutAccount } from "@/lib/payments/payouts/accounts";
import { env } from "@/lib/platform/env";
import { describeError, log } from "@/lib/platform/log";
import { relayQuietly } from "@/lib/platform/outbox";

/** Where Stripe's onboarding leads back to. Returning is not finishing: the account itself is asked. */
export async function GET(): Promise<Response> {
  const ctx = await pageContext();
  if (ctx.actor.kind === "user" && ctx.actor.researcherId) {
    try {
      await refreshPayoutAccount(ctx, ctx.actor.researcherId);
      await relayQuietly(ctx);
    } catch (error) {
      // The page shows what was known before, and the webhook brings the rest.
      log.warn(describeError(error), "payout account not looked at");
    }
  }
  return NextResponse.redirect(new URL("/dashboard/earnings?returned=1", env().APP_URL), 303);
}
