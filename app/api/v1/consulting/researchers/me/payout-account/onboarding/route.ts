import { ownerContext } from "@/lib/api/context";
import { otherMethods } from "@/lib/api/other-methods";
import { ok } from "@/lib/api/respond";
import { route } from "@/lib/api/route";
import { startOnboarding } from "@/lib/payments/payouts/start-onboarding";

/** Begins or continues the onboarding: `{url}` is Stripe's page, good once and for a few minutes. */
export const POST = route(async (request) => {
  const url = await startOnboarding(await ownerContext(request));
  return ok("Onboarding link created successfully", { url });
});

export const { DELETE, GET, PATCH, PUT } = otherMethods("POST");
