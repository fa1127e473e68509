import { textBody } from "@/lib/api/input";
import { otherMethods } from "@/lib/api/other-methods";
import { json } from "@/lib/api/respond";
import { route } from "@/lib/api/route";
import { readStripeEvent } from "@/lib/payments/webhook";
import { systemContext } from "@/lib/platform/context";
import { receiveStripeEvent } from "@/lib/sessions/stripe-webhook";

const MAX_EVENT_BYTES = 1024 * 1024;

// Stripe's events have ids of their own, which are minded with what they change.
export const POST = route(
  async (request) => {
    const ctx = systemContext();
    const body = await textBody(request, MAX_EVENT_BYTES);
    const event = readStripeEvent(body, request.headers.get("stripe-signature"), ctx.now);
    await receiveStripeEvent(ctx, event);
    return json({ status: "success", message: `Processed ${event.type} event` });
  },
  { keyed: false },
);

export const { DELETE, GET, PATCH, PUT } = otherMethods("POST");
