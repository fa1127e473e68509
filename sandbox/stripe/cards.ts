/** How an attempt at a payment ends. */
export type Ending =
  | { kind: "pays" }
  | { kind: "declines"; code: string; declineCode: string; message: string };

/** What a card does: it ends the attempt, or asks for 3-D Secure before it ends it. */
export type Outcome = Ending | { kind: "authenticates"; afterwards: Ending };

export type Card = {
  brand: string;
  outcome: Outcome;
  /** True: once it is kept for later, it pays without its owner. */
  authenticatesOnce?: boolean;
  /** True: a refund is accepted and later turned down by the bank. */
  refundFails?: boolean;
};

const pays: Ending = { kind: "pays" };

function declines(code: string, declineCode: string, message: string): Ending {
  return { kind: "declines", code, declineCode, message };
}

const genericDecline = declines("card_declined", "generic_decline", "Your card was declined.");
const insufficientFunds = declines(
  "card_declined",
  "insufficient_funds",
  "Your card has insufficient funds.",
);

/** Stripe's test cards by number. Any other valid number is declined as a live card in test mode. */
const cards: Record<string, Card> = {
  "4242424242424242": { brand: "visa", outcome: pays },
  "5555555555554444": { brand: "mastercard", outcome: pays },
  "378282246310005": { brand: "amex", outcome: pays },
  "4000000000000002": { brand: "visa", outcome: genericDecline },
  "4000000000009995": { brand: "visa", outcome: insufficientFunds },
  "4000000000000069": {
    brand: "visa",
    outcome: declines("expired_card", "expired_card", "Your card has expired."),
  },
  "4000000000000127": {
    brand: "visa",
    outcome: declines("incorrect_cvc", "incorrect_cvc", "Your card's security code is incorrect."),
  },
  "4000000000000119": {
    brand: "visa",
    outcome: declines(
      "processing_error",
      "processing_error",
      "An error occurred while processing your card. Try again in a little bit.",
    ),
  },
  "4000002500003155": {
    brand: "visa",
    outcome: { kind: "authenticates", afterwards: pays },
    authenticatesOnce: true,
  },
  "4000002760003184": { brand: "visa", outcome: { kind: "authenticates", afterwards: pays } },
  "4000008400001629": {
    brand: "visa",
    outcome: { kind: "authenticates", afterwards: genericDecline },
  },
  "4000008260003178": {
    brand: "visa",
    outcome: { kind: "authenticates", afterwards: insufficientFunds },
  },
  "4000000000005126": { brand: "visa", outcome: pays, refundFails: true },
};

/** Ready payment methods for the API, as Stripe names them. */
const tokens: Record<string, string> = {
  pm_card_visa: "4242424242424242",
  pm_card_mastercard: "5555555555554444",
  pm_card_amex: "378282246310005",
  pm_card_chargeDeclined: "4000000000000002",
  pm_card_visa_chargeDeclined: "4000000000000002",
  pm_card_chargeDeclinedInsufficientFunds: "4000000000009995",
  pm_card_visa_chargeDeclinedInsufficientFunds: "4000000000009995",
  pm_card_chargeDeclinedExpiredCard: "4000000000000069",
  pm_card_chargeDeclinedIncorrectCvc: "4000000000000127",
  pm_card_chargeDeclinedProcessingError: "4000000000000119",
  pm_card_authenticationRequired: "4000002760003184",
  pm_card_authenticationRequiredOnSetup: "4000002500003155",
  pm_card_threeDSecureRequiredChargeDeclined: "4000008400001629",
  pm_card_authenticationRequiredChargeDeclinedInsufficientFunds: "4000008260003178",
  pm_card_refundFail: "4000000000005126",
};

export function cardByNumber(number: string): Card {
  const liveCard = declines(
    "card_declined",
    "test_mode_live_card",
    "Your card was declined. Your request was in test mode, but used a non test card.",
  );
  return cards[number] ?? { brand: "visa", outcome: liveCard };
}

/** What a card does now: one that was authenticated when it was kept is not asked for it again. */
export function outcomeOf(
  method: { _number: string; customer: string | null },
  offSession: boolean,
): Outcome {
  const { outcome, authenticatesOnce } = cardByNumber(method._number);
  if (outcome.kind !== "authenticates") return outcome;
  return authenticatesOnce && offSession && method.customer ? outcome.afterwards : outcome;
}

/** The number behind a ready payment method such as `pm_card_visa`. */
export function numberOfToken(token: string): string | undefined {
  return Object.hasOwn(tokens, token) ? tokens[token] : undefined;
}
