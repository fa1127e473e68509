import { expect, test } from "vitest";
import { feeCents, netCents } from "./money";

test.each([
  [15_000, 15, 2_250, 12_750],
  // 15 % of $20.50 are 307.5 cents.
  [2_050, 15, 308, 1_742],
  [2_000, 12.5, 250, 1_750],
  [2_000, 0, 0, 2_000],
  [5_500, 5.1, 281, 5_219],
  [11_000, 5.85, 644, 10_356],
])("of %i cents at %f percent, %i are kept and %i left", (amount, percent, fee, net) => {
  expect(feeCents(amount, percent)).toBe(fee);
  expect(netCents(amount, percent)).toBe(net);
});
