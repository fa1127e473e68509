import { NextResponse } from "next/server";
import { pageContext } from "@/lib/auth/current-context";
import { startOnboarding } from "@/lib/payments/payouts/start-onboarding";
import { env } from "@/lib/platform/env";
import { describeError, log } from "@/lib/platform/log";

/** Where Stripe leads when an onboarding link was used or is too old: on to a new one. */
export async function GET(): Promise<Response> {
  try {
    return NextResponse.redirect(await startOnboarding(await pageContext()), 303);
  } catch (error) {
    // Signed out, or Stripe does not answer: the page says so, and has the button.
    log.warn(describeError(error), "onboarding not continued");
    return NextResponse.redirect(new URL("/dashboard/earnings", env().APP_URL), 303);
  }
}
