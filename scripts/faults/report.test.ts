import { expect, test } from "vitest";
import { formatReport, type Report } from "./report";

const report: Report = {
  bookings: 20,
  seed: 4,
  outcomes: [
    ["confirmed", 12],
    ["canceled, hold expired", 8],
  ],
  faults: [["webhooks lost", 3]],
  repeated: [],
  violations: [],
  seconds: 61.4,
  movedHours: 54.25,
};

test("a campaign without violations is a table of what happened", () => {
  expect(formatReport(report)).toBe(`Bookings: 20
      12  confirmed
       8  canceled, hold expired

Faults: 3
       3  webhooks lost

Tried again by clients: 0

20 bookings, seed 4, 61 s, clock moved by 54.3 h

No violation.`);
});

test("violations are told with the command that replays them, the first twenty in full", () => {
  const violation = { invariant: "the outbox is empty", subject: "e1", found: "refund/due" };
  const violations = Array.from({ length: 23 }, () => violation);
  const text = formatReport({ ...report, violations });
  expect(text).toContain("Violations: 23\n  the outbox is empty: e1: refund/due\n");
  expect(text.match(/the outbox is empty/g)).toHaveLength(20);
  expect(text).toContain("and 3 more\nReplay: npm run faults -- --bookings 20 --seed 4");
});
