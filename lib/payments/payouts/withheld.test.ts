import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { netCents } from "@/lib/platform/money";
import { withheldCents } from "./withheld";

describe("what is withheld", () => {
  test.each([
    ["nothing returned", 15_000, 0, 0],
    ["half returned", 15_000, 7_500, 6_375],
    ["all returned", 15_000, 15_000, 12_750],
    ["more lost than paid", 15_000, 20_000, 12_750],
  ])("with %s", (_what, paid, lost, withheld) => {
    expect(withheldCents(12_750, { paid, lost })).toBe(withheld);
  });

  test("leaves the researcher never more than was kept of the payment, nor less than nothing", () => {
    const cents = fc.integer({ min: 1, max: 1_600_000 });
    const percent = fc.integer({ min: 10, max: 90 });
    fc.assert(
      fc.property(cents, percent, fc.nat(1_600_000), (grossCents, feePercent, lost) => {
        // A member pays 10 % less, out of the platform's fee.
        const paid = grossCents - Math.floor(grossCents / 10);
        const net = netCents(grossCents, feePercent);
        fc.pre(net <= paid);
        const left = net - withheldCents(net, { paid, lost });
        expect(left).toBeGreaterThanOrEqual(0);
        expect(left).toBeLessThanOrEqual(Math.max(0, paid - lost));
      }),
    );
  });
});
