import { verifiedContext } from "@/lib/api/context";
import { otherMethods } from "@/lib/api/other-methods";
import { idParameter } from "@/lib/api/parameters";
import { ok } from "@/lib/api/respond";
import { route } from "@/lib/api/route";
import { cancelSubscription } from "@/lib/membership/end-subscription";
import { viewSubscription } from "@/lib/membership/subscription-view";

export const POST = route<{ subscriptionId: string }>(async (request, params) => {
  const ctx = await verifiedContext(request);
  const subscriptionId = idParameter("subscription_id", params.subscriptionId);
  const subscription = await cancelSubscription(ctx, { subscriptionId });
  return ok("Subscription canceled successfully", viewSubscription(subscription));
});

export const { DELETE, GET, PATCH, PUT } = otherMethods("POST");
