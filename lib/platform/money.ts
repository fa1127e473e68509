const usd = new Intl.NumberFormat("en-US", { style: "currency", currency: "USD" });
const usdWhole = new Intl.NumberFormat("en-US", {
  style: "currency",
  currency: "USD",
  maximumFractionDigits: 0,
});

/** Integer cents as people read them: `$150`, `$187.50`. */
export function formatCents(cents: number): string {
  return cents % 100 === 0 ? usdWhole.format(cents / 100) : usd.format(cents / 100);
}

/** Integer cents as the API's decimal number of dollars. */
export const centsToDollars = (cents: number): number => cents / 100;

/** The price of a session: hourly rate by minutes, half cents rounded up. */
export function priceCents(rateCents: number, minutes: number): number {
  return Math.floor((rateCents * minutes) / 60 + 0.5);
}

/** What of an amount the platform keeps: a percentage of up to two decimals, half cents rounded up. */
export function feeCents(amountCents: number, feePercent: number): number {
  // In whole hundredths of a percent: 5.1 % of $55 are 280.5 cents, of which a binary fraction falls short.
  return Math.floor((amountCents * Math.round(feePercent * 100) + 5_000) / 10_000);
}

/** What of an amount is left for the researcher. */
export const netCents = (amountCents: number, feePercent: number): number =>
  amountCents - feeCents(amountCents, feePercent);
