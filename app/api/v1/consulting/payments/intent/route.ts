import { userContext } from "@/lib/api/context";
import { jsonBody, parseInput } from "@/lib/api/input";
import { otherMethods } from "@/lib/api/other-methods";
import { PaymentIntentInput } from "@/lib/api/payment-intent-input";
import { json } from "@/lib/api/respond";
import { route } from "@/lib/api/route";
import { openSubscription } from "@/lib/membership/open-subscription";
import { centsToDollars } from "@/lib/platform/money";
import { paySession } from "@/lib/sessions/pay-session";

export const POST = route(async (request) => {
  const ctx = await userContext(request);
  const input = parseInput(PaymentIntentInput, await jsonBody(request));
  const { clientSecret, amountCents } =
    input.type === "subscription"
      ? await openSubscription(ctx)
      : await paySession(ctx, { sessionId: input.session_id });
  return json({
    client_secret: clientSecret,
    amount: centsToDollars(amountCents),
    type: input.type ?? "session",
  });
});

export const { DELETE, GET, PATCH, PUT } = otherMethods("POST");
