import { expect, test } from "vitest";
import { declineWords } from "./decline-words";

test("the bank's own reason comes before the general one", () => {
  expect(declineWords({ code: "card_declined", declineCode: "insufficient_funds" })).toBe(
    "The card does not have enough money on it. Nothing was charged; try another card.",
  );
  expect(declineWords({ code: "expired_card", declineCode: "expired_card" })).toMatch(/expired/);
});

test("a failed 3-D Secure challenge is told by its code", () => {
  expect(declineWords({ code: "payment_intent_authentication_failure" })).toMatch(
    /not confirmed with your bank/,
  );
});

test("a stolen card sounds like any other decline, and so does what we have no words for", () => {
  const plain = "Your bank declined the card. Nothing was charged; try another card.";
  for (const declineCode of ["generic_decline", "stolen_card", "lost_card", "fraudulent", "new"]) {
    expect(declineWords({ code: "card_declined", declineCode })).toBe(plain);
  }
  expect(declineWords({})).toBe(plain);
  // The code may come from the address of a page.
  for (const code of ["constructor", "__proto__"]) expect(declineWords({ code })).toBe(plain);
});
