import { passesLuhn } from "../luhn";

/** What a field of the card form refuses, in the codes and words of Stripe's form. */
export type FieldProblem = { code: string; message: string };

export const isAmex = (digits: string): boolean => /^3[47]/.test(digits);

export function digitsOf(text: string): string {
  return text.replace(/\D/g, "");
}

/** Groups a card number as it is printed: 4-4-4-4, or 4-6-5 for American Express. */
export function formatNumber(text: string): string {
  const digits = digitsOf(text);
  if (!isAmex(digits)) return (digits.slice(0, 16).match(/.{1,4}/g) ?? []).join(" ");
  const parts = [digits.slice(0, 4), digits.slice(4, 10), digits.slice(10, 15)];
  return parts.filter((part) => part !== "").join(" ");
}

/** `1230`, `12/30` and `12/2030` become `12 / 30`; a month typed as one digit gets its zero. */
export function formatExpiry(text: string): string {
  const [month = "", year] = text.split("/");
  const digits =
    year !== undefined
      ? digitsOf(month).padStart(2, "0") + shortYear(digitsOf(year))
      : digitsOf(/^[2-9]/.test(text) ? `0${text}` : text);
  const short = digits.slice(0, 4);
  return short.length > 2 ? `${short.slice(0, 2)} / ${short.slice(2)}` : short;
}

function shortYear(digits: string): string {
  return digits.length === 4 ? digits.slice(2) : digits;
}

export function formatCvc(text: string, number: string): string {
  return digitsOf(text).slice(0, isAmex(digitsOf(number)) ? 4 : 3);
}

export function checkNumber(text: string): FieldProblem | undefined {
  const digits = digitsOf(text);
  if (digits.length < (isAmex(digits) ? 15 : 16))
    return { code: "incomplete_number", message: "Your card number is incomplete." };
  if (!passesLuhn(digits))
    return { code: "invalid_number", message: "Your card number is invalid." };
  return undefined;
}

export function checkExpiry(text: string, now: Date): FieldProblem | undefined {
  const digits = digitsOf(text);
  if (digits.length < 4)
    return {
      code: "incomplete_expiry",
      message: "Your card's expiration date is incomplete.",
    };
  const { month, year } = readExpiry(text);
  if (month < 1 || month > 12)
    return { code: "invalid_expiry_month", message: "Your card's expiration month is invalid." };
  if (year < now.getFullYear())
    return {
      code: "invalid_expiry_year_past",
      message: "Your card's expiration year is in the past.",
    };
  if (year === now.getFullYear() && month < now.getMonth() + 1)
    return {
      code: "invalid_expiry_month_past",
      message: "Your card's expiration date is in the past.",
    };
  return undefined;
}

/** Month 1-12 and year in four digits of a complete expiry. */
export function readExpiry(text: string): { month: number; year: number } {
  const digits = digitsOf(text);
  return { month: Number(digits.slice(0, 2)), year: 2000 + Number(digits.slice(2, 4)) };
}

export function checkCvc(text: string, number: string): FieldProblem | undefined {
  if (digitsOf(text).length === (isAmex(digitsOf(number)) ? 4 : 3)) return undefined;
  return { code: "incomplete_cvc", message: "Your card's security code is incomplete." };
}

/** Where the caret belongs after formatting: behind as many digits as before. */
export function caretAfter(formatted: string, digitsBefore: number): number {
  if (digitsBefore === 0) return 0;
  let seen = 0;
  for (let index = 0; index < formatted.length; index += 1) {
    if (/\d/.test(formatted.charAt(index))) seen += 1;
    if (seen === digitsBefore) return index + 1;
  }
  return formatted.length;
}
