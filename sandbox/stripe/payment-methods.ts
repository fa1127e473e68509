import { z } from "zod";
import type { Call } from "./api";
import { cardByNumber, numberOfToken } from "./cards";
import { cardError, noSuch } from "./errors";
import { newId, seconds } from "./ids";
import { passesLuhn } from "./luhn";
import { kinds, type PaymentMethod } from "./objects";
import { text } from "./params";

/** `payment_method_data` of a confirmation: the card as it was typed. */
export const PaymentMethodData = z.strictObject({
  type: z.literal("card"),
  card: z.strictObject({
    number: z.string(),
    exp_month: z.string(),
    exp_year: z.string(),
    cvc: z.string(),
  }),
  billing_details: z
    .strictObject({
      name: text.optional(),
      email: text.optional(),
      phone: text.optional(),
      address: z.record(z.string(), text).optional(),
    })
    .optional(),
  allow_redisplay: z.string().optional(),
});
type PaymentMethodData = z.infer<typeof PaymentMethodData>;
type Keeper = Pick<Call<unknown>, "records" | "now">;

/** Finds `pm_…`; a ready one such as `pm_card_visa` becomes a new payment method. */
export async function resolvePaymentMethod(call: Keeper, id: string): Promise<PaymentMethod> {
  const number = numberOfToken(id);
  if (number) {
    const expiry = { exp_month: 12, exp_year: call.now.getUTCFullYear() + 3 };
    return store(call, number, expiry, undefined);
  }
  const method = await call.records.get<PaymentMethod>(kinds.paymentMethod, id);
  if (!method) throw noSuch("PaymentMethod", id, "payment_method");
  return method;
}

/** Checks a typed card and keeps it; throws the 402 that the card's field deserves. */
export async function createPaymentMethod(
  call: Keeper,
  data: PaymentMethodData,
): Promise<PaymentMethod> {
  const number = data.card.number.replace(/[\s-]/g, "");
  if (!/^\d{12,19}$/.test(number) || !passesLuhn(number))
    throw wrong("number", "invalid_number", "Your card number is invalid.");
  const expiry = readExpiry(data.card.exp_month, data.card.exp_year, call.now);
  const cvcLength = cardByNumber(number).brand === "amex" ? 4 : 3;
  if (!/^\d{3,4}$/.test(data.card.cvc) || data.card.cvc.length !== cvcLength)
    throw wrong("cvc", "invalid_cvc", "Your card's security code is invalid.");
  return store(call, number, expiry, data.billing_details);
}

function readExpiry(
  month: string,
  year: string,
  now: Date,
): { exp_month: number; exp_year: number } {
  const expMonth = Number(month);
  const expYear = Number(year) + (year.length === 2 ? 2000 : 0);
  if (!/^\d{1,2}$/.test(month) || expMonth < 1 || expMonth > 12)
    throw wrong("exp_month", "invalid_expiry_month", "Your card's expiration month is invalid.");
  const thisYear = now.getUTCFullYear();
  if (!/^(\d{2}|\d{4})$/.test(year) || expYear < thisYear || expYear > thisYear + 50)
    throw wrong("exp_year", "invalid_expiry_year", "Your card's expiration year is invalid.");
  if (expYear === thisYear && expMonth < now.getUTCMonth() + 1)
    throw wrong("exp_month", "invalid_expiry_month", "Your card's expiration month is invalid.");
  return { exp_month: expMonth, exp_year: expYear };
}

async function store(
  call: Keeper,
  number: string,
  expiry: { exp_month: number; exp_year: number },
  billing: { name?: string | undefined; email?: string | undefined } | undefined,
): Promise<PaymentMethod> {
  const method: PaymentMethod = {
    id: newId("pm"),
    object: "payment_method",
    billing_details: {
      address: null,
      email: billing?.email ?? null,
      name: billing?.name ?? null,
      phone: null,
    },
    card: {
      brand: cardByNumber(number).brand,
      country: "US",
      ...expiry,
      funding: "credit",
      last4: number.slice(-4),
    },
    created: seconds(call.now),
    // Nobody's until a payment that is to keep it has succeeded.
    customer: null,
    livemode: false,
    metadata: {},
    type: "card",
    _number: number,
  };
  return call.records.put(kinds.paymentMethod, method.id, method, call.now);
}

function wrong(param: string, code: string, message: string) {
  return cardError({ type: "card_error", code, message, param });
}
