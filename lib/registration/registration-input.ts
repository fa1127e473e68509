import { z } from "zod";
import { EmailAddress, PersonName } from "@/lib/auth/inputs";
import { NewPassword } from "@/lib/auth/password-rules";
import { WeekHours } from "@/lib/availability/schedule-input";
import { Text } from "@/lib/platform/text";
import { timeZone } from "@/lib/platform/time";
import { Rate, UpdateProfile } from "@/lib/profiles/profile-input";

const { bio, expertise, achievements, position, affiliation, field, payout_country } =
  UpdateProfile.shape;

/** The body of `auth/register-researcher`. */
export const RegisterResearcher = z.object({
  token: Text.min(1, "is missing").max(4_000, "is not a token of ours"),
  name: PersonName,
  email: EmailAddress.describe("The address that the invitation was sent to"),
  bio,
  expertise: expertise.unwrap(),
  achievements,
  availability: WeekHours.describe('Hours of every week: {"monday": ["09:00-10:00"]}'),
  rate: Rate.describe("US dollars an hour"),
  time_zone: timeZone
    .optional()
    .describe("IANA zone of the hours; UTC when it is left out, and the profile says so"),
});

/** The steps of the page, in their order; the last one, the terms, is not kept. */
export const STEPS = ["profile", "rate", "hours"] as const;
export type Step = (typeof STEPS)[number];

/** What each step asks for. */
export const stepInputs = {
  profile: z.object({
    name: PersonName,
    position,
    affiliation,
    field,
    expertise: expertise.unwrap(),
    bio,
    achievements,
  }),
  rate: z.object({ rate: Rate, payout_country }),
  hours: z.object({ time_zone: timeZone, availability: WeekHours }),
} as const satisfies Record<Step, z.ZodType>;

export type StepValues<S extends Step = Step> = z.output<(typeof stepInputs)[S]>;

/** Which saving of a step a page has seen; 0 for none. */
export const Version = z.coerce.number().int().min(0);

export const FinishRegistration = z.object({
  /** The savings that the page has shown, so that nobody agrees to what another tab wrote. */
  versions: z.record(z.enum(STEPS), Version),
  terms_version: z.string("must be agreed to"),
  password: NewPassword.optional(),
});
