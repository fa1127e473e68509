import type { Session } from "./states";

/** A session at its researcher's full rate, which a member's discount leaves as it is. Cents. */
export const fullPriceCents = ({
  priceCents,
  memberDiscountCents,
}: Pick<Session, "priceCents" | "memberDiscountCents">): number => priceCents + memberDiscountCents;
