/** What a failed card payment is called: Stripe's error code and its bank's decline code. */
export type Decline = { code?: string | undefined; declineCode?: string | undefined };

const NOTHING = "Nothing was charged";

const words = new Map(
  Object.entries({
    insufficient_funds: `The card does not have enough money on it. ${NOTHING}; try another card.`,
    expired_card: `The card has expired. ${NOTHING}; check its date or try another card.`,
    incorrect_cvc: `The security code is not right. ${NOTHING}; check the three or four digits and try again.`,
    incorrect_number: `The card number is not right. ${NOTHING}; check it and try again.`,
    invalid_expiry_year: `The card's date is not right. ${NOTHING}; check it and try again.`,
    invalid_expiry_month: `The card's date is not right. ${NOTHING}; check it and try again.`,
    incorrect_zip: `The postal code does not match the card. ${NOTHING}; check it and try again.`,
    processing_error: `Your bank could not be asked just now. ${NOTHING}; try again in a minute.`,
    issuer_not_available: `Your bank could not be asked just now. ${NOTHING}; try again in a minute.`,
    try_again_later: `Your bank could not be asked just now. ${NOTHING}; try again in a minute.`,
    payment_intent_authentication_failure: `The payment was not confirmed with your bank. ${NOTHING}; try again, or use another card.`,
    authentication_required: `Your bank wants you to confirm the payment. ${NOTHING}; try again and follow its steps.`,
    currency_not_supported: `The card cannot pay in US dollars. ${NOTHING}; try another card.`,
    card_not_supported: `The card cannot be used for this kind of purchase. ${NOTHING}; try another card.`,
    card_velocity_exceeded: `The card has reached its limit. ${NOTHING}; try another card.`,
    withdrawal_count_limit_exceeded: `The card has reached its limit. ${NOTHING}; try another card.`,
  }),
);

const DECLINED = `Your bank declined the card. ${NOTHING}; try another card.`;

/**
 * A decline in words that say what happened, that nothing was charged, and what to do. Codes that a
 * thief would like to hear of (lost, stolen, fraudulent) stay a plain decline.
 */
export function declineWords({ code, declineCode }: Decline): string {
  return words.get(declineCode ?? "") ?? words.get(code ?? "") ?? DECLINED;
}
