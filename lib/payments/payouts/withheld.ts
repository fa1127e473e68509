/**
 * How much of a net is not the researcher's any more, once the reader has got part of a payment
 * back: in proportion, and a broken cent stays with the platform, so that what is paid out never
 * exceeds what was kept.
 */
export function withheldCents(netCents: number, payment: { paid: number; lost: number }): number {
  const kept = Math.max(0, payment.paid - payment.lost);
  return netCents - Math.floor((netCents * kept) / payment.paid);
}
