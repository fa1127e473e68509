import { z } from "zod";
import { PersonName } from "@/lib/auth/inputs";
import { formatCents } from "@/lib/platform/money";
import { LongText, Text } from "@/lib/platform/text";
import { COUNTRIES } from "@/lib/researchers/payout-countries";

export const BIO_MAX = 3000;
export const RATE_MIN_DOLLARS = 20;
export const RATE_MAX_DOLLARS = 2000;
export const EXPERTISE_MAX = 12;
export const ACHIEVEMENTS_MAX = 12;

const line = (maximum: number) =>
  Text.trim()
    .max(maximum, `must have at most ${maximum} characters`)
    .regex(/^\P{Cc}*$/u, "must be on one line");

/** An empty text says the same as null: nothing. */
const optional = <S extends z.ZodType<string>>(text: S) =>
  z.preprocess((given) => (given === "" ? null : given), text.nullable()).optional();

const lines = (most: number, maximum: number) =>
  z
    .array(line(maximum).min(1, "is empty"), "must be a list of texts")
    .max(most, `must have at most ${most} entries`)
    .transform((texts) => [...new Map(texts.map((text) => [text.toLowerCase(), text])).values()])
    .optional();

const dollars = (amount: number) => formatCents(amount * 100);
const RATE = `must be an amount from ${dollars(RATE_MIN_DOLLARS)} to ${dollars(RATE_MAX_DOLLARS)} an hour`;

/** US dollars an hour, in whole cents; 0.1 + 0.2 has a little more than it should. */
export const Rate = z
  .number(RATE)
  .min(RATE_MIN_DOLLARS, RATE)
  .max(RATE_MAX_DOLLARS, RATE)
  .refine((dollars) => Math.abs(dollars * 100 - Math.round(dollars * 100)) < 1e-6, {
    message: "must have at most two decimals",
  });

/** What a researcher can change of their profile; what is left out stays as it is. */
export const UpdateProfile = z.object({
  name: PersonName.optional(),
  slug: Text.trim()
    .toLowerCase()
    .min(3, "must have at least 3 characters")
    .max(60, "must have at most 60 characters")
    .regex(
      /^[a-z0-9]+(-[a-z0-9]+)*$/,
      "must be of letters a to z and digits, with single hyphens between",
    )
    .optional()
    .describe("The last part of the profile's address; the old address leads to the new one"),
  position: optional(line(120)),
  affiliation: optional(line(200)),
  bio: optional(LongText.trim().max(BIO_MAX, `must have at most ${BIO_MAX} characters`)),
  field: optional(line(60)).describe("The broad field, as the directory's filter names it"),
  expertise: lines(EXPERTISE_MAX, 60),
  achievements: lines(ACHIEVEMENTS_MAX, 200),
  rate: Rate.nullable().optional().describe("US dollars an hour"),
  payout_country: optional(
    Text.toUpperCase().refine(
      (code) => COUNTRIES.includes(code),
      "must be an ISO 3166 country code",
    ),
  ).describe("Where the researcher is paid"),
});

export type UpdateProfile = z.output<typeof UpdateProfile>;
