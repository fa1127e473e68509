import Stripe from "stripe";
import { callStripe } from "@/lib/payments/stripe";
import { env } from "@/lib/platform/env";

const PREFIX = "colloquy_membership_";

/** Whether a price at Stripe is one of ours, also one that is sold no more. */
export const isMembershipPrice = ({ lookup_key: key }: Pick<Stripe.Price, "lookup_key">) =>
  key?.startsWith(PREFIX) ?? false;

const known = new Map<string, string>();

/**
 * The id of the monthly price at Stripe, of the amount that is set here: found by its lookup key,
 * else made with its product. Of two made at once, the lookup key lets one live.
 */
async function membershipPriceId(): Promise<string> {
  const cents = env().MEMBERSHIP_PRICE_CENTS;
  const key = `${PREFIX}${cents}`;
  const cached = known.get(key);
  if (cached) return cached;
  const price = (await findPrice(key)) ?? (await createPrice(key, cents));
  const isRight =
    price.unit_amount === cents &&
    price.currency === "usd" &&
    price.recurring?.interval === "month" &&
    price.recurring.interval_count === 1;
  // Somebody gave the key to another price in Stripe's dashboard: what is shown must be what is charged.
  if (!isRight) throw new Error(`Stripe's price ${price.id} is not ${cents} cents a month`);
  known.set(key, price.id);
  return price.id;
}

/**
 * Runs a call with the price's id. One that was archived or deleted meanwhile is looked for again.
 */
export async function withMembershipPrice<T>(call: (priceId: string) => Promise<T>): Promise<T> {
  const priceId = await membershipPriceId();
  return call(priceId).catch(async (error) => {
    if (!isPriceGone(error)) throw error;
    known.clear();
    return call(await membershipPriceId());
  });
}

const isPriceGone = (error: unknown) =>
  error instanceof Stripe.errors.StripeInvalidRequestError && error.param?.startsWith("items");

async function findPrice(key: string): Promise<Stripe.Price | undefined> {
  const { data } = await callStripe((api) => api.prices.list({ lookup_keys: [key], active: true }));
  return data[0];
}

async function createPrice(key: string, cents: number): Promise<Stripe.Price> {
  try {
    // Without a key of ours: Stripe would repeat a failure under it for a day, and nobody could join.
    return await callStripe((api) =>
      api.prices.create({
        currency: "usd",
        unit_amount: cents,
        recurring: { interval: "month" },
        product_data: { name: "Colloquy Membership" },
        lookup_key: key,
      }),
    );
  } catch (error) {
    const made =
      error instanceof Stripe.errors.StripeInvalidRequestError ? await findPrice(key) : undefined;
    if (!made) throw error;
    return made;
  }
}
