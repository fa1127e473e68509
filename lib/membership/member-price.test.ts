import fc from "fast-check";
import { expect, test } from "vitest";
import { withheldCents } from "@/lib/payments/payouts/withheld";
import { parseEnv } from "@/lib/platform/env";
import { feeCents, netCents } from "@/lib/platform/money";
import { SETTINGS } from "@/lib/platform/settings.fixture";
import { memberPrice } from "./member-price";

Object.assign(process.env, SETTINGS);

test.each([
  [15_000, 1_500, 13_500],
  // 10 % of $20.55 are 205.5 cents, rounded up for the member.
  [2_055, 206, 1_849],
  [2_000, 200, 1_800],
])("of %i cents a member is spared %i and pays %i", (fullCents, discountCents, memberCents) => {
  expect(memberPrice(fullCents)).toEqual({ fullCents, discountCents, memberCents });
});

// A rate of $20 to $2,000 an hour, for up to eight hours, with percentages of two decimals.
const full = fc.integer({ min: 500, max: 1_600_000 });
const percents = fc
  .tuple(fc.integer({ min: 0, max: 9_000 }), fc.integer({ min: 0, max: 9_000 }))
  .map(([a, b]) => ({ discount: Math.min(a, b) / 100, fee: Math.max(a, b) / 100 }));

test("whatever is refunded, the platform keeps no less than nothing and the discount is not the researcher's", () => {
  fc.assert(
    fc.property(
      full,
      percents,
      fc.double({ min: 0, max: 1, noNaN: true }),
      (gross, percent, share) => {
        const paid = gross - feeCents(gross, percent.discount);
        const net = netCents(gross, percent.fee);
        expect(paid - net).toBeGreaterThanOrEqual(0);
        const lost = Math.round(paid * share);
        const paidOut = net - withheldCents(net, { paid, lost });
        const kept = paid - lost;
        expect(kept - paidOut).toBeGreaterThanOrEqual(0);
        expect(paidOut).toBeGreaterThanOrEqual(0);
        // Of the same share of a full price, the researcher is left with as much, to the cent.
        const alike = net - withheldCents(net, { paid: gross, lost: Math.round(gross * share) });
        expect(Math.abs(paidOut - alike)).toBeLessThanOrEqual(Math.ceil(gross / paid));
        if (lost === 0) expect(paidOut).toBe(net);
      },
    ),
    { numRuns: 2_000 },
  );
});

test("the server does not start when its fee does not cover the discount", () => {
  const settings = (fee: string, discount?: string) =>
    parseEnv({
      ...SETTINGS,
      PLATFORM_FEE_PERCENT: fee,
      ...(discount && { MEMBER_DISCOUNT_PERCENT: discount }),
    });
  expect(() => settings("9.99")).toThrow(
    "PLATFORM_FEE_PERCENT: must be at least MEMBER_DISCOUNT_PERCENT",
  );
  expect(settings("10")).toMatchObject({
    PLATFORM_FEE_PERCENT: 10,
    MEMBER_DISCOUNT_PERCENT: 10,
    MEMBERSHIP_PRICE_CENTS: 2_900,
  });
  expect(() => settings("15", "15.5")).toThrow("PLATFORM_FEE_PERCENT");
  expect(() => parseEnv({ ...SETTINGS, MEMBERSHIP_PRICE_CENTS: "29.00" })).toThrow(
    "MEMBERSHIP_PRICE_CENTS",
  );
});
