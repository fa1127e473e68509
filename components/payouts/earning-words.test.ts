import { describe, expect, test } from "vitest";
import { earningSentence, monthName } from "./earning-words";

const at = (text: string) => new Date(`2026-03-${text}:00Z`);
const pending = {
  state: "pending",
  waitsFor: "date",
  dueAt: at("11T23:30"),
  paidAt: null,
  readerName: "Ada Byron",
} as const;

describe("an earning in words", () => {
  test.each([
    [{}, "It is sent on Thursday 12 March 2026, once reports are closed."],
    [{ waitsFor: "account" }, "It waits for your payout account."],
    [{ waitsFor: "report" }, "It waits until the report about this session is decided."],
    [{ state: "on_the_way" }, "It is being sent to your Stripe account."],
    [
      { state: "paid", paidAt: at("12T00:30") },
      "Sent to your Stripe account on Thursday 12 March 2026.",
    ],
    [{ state: "returned" }, "The money went back to Ada Byron."],
  ] as const)("%j reads %j", (change, words) => {
    expect(earningSentence({ ...pending, ...change }, "Europe/Paris")).toBe(words);
  });

  test("a month has its name", () => {
    expect(monthName("2026-03")).toBe("March 2026");
  });
});
