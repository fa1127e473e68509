import { verifiedContext } from "@/lib/api/context";
import { otherMethods } from "@/lib/api/other-methods";
import { ok } from "@/lib/api/respond";
import { route } from "@/lib/api/route";
import { getCurrentSubscription } from "@/lib/membership/get-subscription";
import { viewSubscription } from "@/lib/membership/subscription-view";

export const GET = route(async (request) => {
  const current = await getCurrentSubscription(await verifiedContext(request));
  return ok("Subscription retrieved successfully", viewSubscription(current));
});

export const { DELETE, PATCH, POST, PUT } = otherMethods("GET");
