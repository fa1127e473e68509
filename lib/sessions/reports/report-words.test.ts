import { describe, expect, test } from "vitest";
import { decisionWords, meanwhileWords, otherwiseWords, outcomeWords } from "./report-words";

type Seen = Parameters<typeof outcomeWords>[0];

const seen = (
  role: Seen["role"],
  report: Partial<Seen["report"]> = {},
  isRefunded = false,
): Seen => ({
  report: { reportedBy: "reader", outcome: null, refundCents: null, decidedBy: null, ...report },
  role,
  otherName: "Siobhán Power",
  isRefunded,
});

const told = (...which: Parameters<typeof seen>) => {
  const it = seen(...which);
  return `${outcomeWords(it)}. ${decisionWords(it)}`;
};

describe("a report about a session that stands", () => {
  test.each<[string, Seen["role"], Partial<Seen["report"]>, boolean]>([
    ["You are refunded in full.", "reader", { outcome: "refund", refundCents: 15_000 }, true],
    ["goes back to the card", "reader", { outcome: "refund", refundCents: 15_000 }, true],
    ["You are not paid for", "researcher", { outcome: "refund", refundCents: 15_000 }, true],
    ["You get $50 back.", "reader", { outcome: "partial_refund", refundCents: 5_000 }, false],
    ["share of the rest", "researcher", { outcome: "partial_refund", refundCents: 5_000 }, false],
    ["The session stands as paid.", "reader", { outcome: "pay" }, false],
    ["Your payout follows", "researcher", { outcome: "pay" }, false],
  ])("ends with: %s", (words, role, report, isRefunded) => {
    expect(told(role, report, isRefunded)).toContain(words);
  });

  test("says what becomes of it without an answer", () => {
    expect(otherwiseWords(seen("reader"))).toBe("you are refunded in full");
    expect(otherwiseWords(seen("researcher", { reportedBy: "researcher" }))).toBe(
      "you are paid for the session",
    );
    expect(meanwhileWords(seen("reader"))).toContain("nothing is paid out or refunded");
  });
});

describe("a report about a session that was canceled or refunded otherwise", () => {
  const ends: Partial<Seen["report"]>[] = [
    { outcome: "refund", refundCents: 0 },
    { outcome: "pay", reportedBy: "researcher" },
    { outcome: "partial_refund", refundCents: 5_000, decidedBy: "an administrator" },
  ];

  test.each(ends)("promises nobody money: $outcome", (report) => {
    const reader = told("reader", report, true);
    expect(reader).toContain("You have been refunded already. ");
    expect(reader).toContain("had gone back to your card before");
    const researcher = told("researcher", report, true);
    expect(researcher).toContain("Siobhán Power has been refunded already. ");
    expect(researcher).toContain("You are not paid for this session.");
    for (const words of [reader, researcher]) {
      expect(words).not.toMatch(/in full|stands as paid|payout|5 to 10 days|of the rest|\$/);
    }
  });

  test("changes nothing while it is open", () => {
    for (const reportedBy of ["reader", "researcher"] as const) {
      expect(otherwiseWords(seen("researcher", { reportedBy }, true))).toBe(
        "nothing changes: the session is refunded already",
      );
    }
    expect(meanwhileWords({ isRefunded: true })).toBe("The session is refunded already.");
  });
});
