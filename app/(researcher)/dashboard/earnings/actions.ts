"use server";

import { redirect } from "next/navigation";
import { requireForm } from "@/app/_actions/require-form";
import { runAction } from "@/app/_actions/run-action";
import type { ActionResult } from "@/components/forms/action-result";
import { parseInput } from "@/lib/api/input";
import { pageContext } from "@/lib/auth/current-context";
import { openPayoutDashboard, startOnboarding } from "@/lib/payments/payouts/start-onboarding";
import { UpdateProfile } from "@/lib/profiles/profile-input";
import { updateProfile } from "@/lib/profiles/update-profile";

/** Leads to Stripe's onboarding, with the country chosen where it was asked for. */
export async function onboard(_before: ActionResult | null, form: FormData) {
  return runAction(async () => {
    const ctx = await pageContext();
    const given = requireForm(form);
    if (given.has("payout_country")) {
      const input = { payout_country: given.get("payout_country") };
      await updateProfile(ctx, parseInput(UpdateProfile, input));
    }
    redirect(await startOnboarding(ctx));
  });
}

/** Leads to the researcher's own dashboard at Stripe. */
export async function openDashboard() {
  return runAction(async () => redirect(await openPayoutDashboard(await pageContext())));
}
