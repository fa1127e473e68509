import { env } from "@/lib/platform/env";
import { feeCents } from "@/lib/platform/money";

/** What a session costs: at the full price, what a member is spared of it, and what a member pays. Cents. */
export type Price = { fullCents: number; discountCents: number; memberCents: number };

export function memberPrice(fullCents: number): Price {
  // Rounded as the fee is, which is of at least as many percent: it is never more than the fee.
  const spared = feeCents(fullCents, env().MEMBER_DISCOUNT_PERCENT);
  return { fullCents, discountCents: spared, memberCents: fullCents - spared };
}
