import type { Env } from "@/lib/platform/env";

/** A booking from the search to the payment in curl; what a variable holds stands in the answer before it. */
export function wholeBooking(
  origin: string,
  settings: Pick<Env, "STRIPE_API_BASE" | "STRIPE_PUBLISHABLE_KEY">,
): string {
  const stripe = new URL(settings.STRIPE_API_BASE).origin;
  return `API='${origin}/api/v1/consulting'
AUTH="Authorization: Bearer $TOKEN"
JSON='Content-Type: application/json'

# RESEARCHER is an id of the first answer, SLOT one of the second;
# DATE is a day to come, as 2026-06-10.
curl "$API/researchers/search?query=sleep" -H "$AUTH"
curl "$API/time-slots?researcher_id=$RESEARCHER&date=$DATE" -H "$AUTH"

# Hold it for 15 minutes as SESSION, and begin to pay with SECRET.
curl "$API/sessions" -H "$AUTH" -H "$JSON" -d "{\\"time_slot_id\\": \\"$SLOT\\"}"
curl "$API/payments/intent" -H "$AUTH" -H "$JSON" \\
  -d "{\\"session_id\\": \\"$SESSION\\"}"

# The card goes to Stripe alone: by Stripe.js, or here a test card.
PAYMENT="\${SECRET%_secret_*}"
curl "${stripe}/v1/payment_intents/$PAYMENT/confirm" \\
  -u '${settings.STRIPE_PUBLISHABLE_KEY}:' -d client_secret="$SECRET" \\
  -d payment_method=pm_card_visa

# Booked at once, rather than when Stripe has told us.
curl "$API/payments/confirm" -H "$AUTH" -H "$JSON" \\
  -d "{\\"session_id\\": \\"$SESSION\\", \\"payment_intent_id\\": \\"$PAYMENT\\"}"`;
}
