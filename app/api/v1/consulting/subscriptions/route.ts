import { verifiedContext } from "@/lib/api/context";
import { otherMethods } from "@/lib/api/other-methods";
import { created, ok } from "@/lib/api/respond";
import { route } from "@/lib/api/route";
import { startSubscription } from "@/lib/membership/start-subscription";
import { viewSubscription } from "@/lib/membership/subscription-view";

export const POST = route(async (request) => {
  const { subscription, isNew } = await startSubscription(await verifiedContext(request));
  const data = viewSubscription(subscription);
  return isNew
    ? created("Subscription created successfully", data)
    : ok("You have this subscription already", data);
});

export const { DELETE, GET, PATCH, PUT } = otherMethods("POST");
