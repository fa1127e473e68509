import { parse } from "tldts";
import { z } from "zod";
import { Text } from "@/lib/platform/text";
import { timeZone } from "@/lib/platform/time";
import { GivenPassword, NewPassword } from "./password-rules";
import { safeReturnTo } from "./return-to";

/** An e-mail address, trimmed and in lower case. */
export const EmailAddress = Text.trim()
  .toLowerCase()
  .max(254, "must have at most 254 characters")
  .pipe(z.email("must be an e-mail address such as ada@example.org"));

const LINK = /:\/\/|\bwww\.|[<>@]|\w\.[a-z]{2,}\//i;

/**
 * Whether mail programs might make a link of a word: an address of the web or of mail. A degree such as
 * "Dr.med." or "B.Sc" is none, though there are such domains: what stands before the dot is too short.
 */
function isLink(word: string): boolean {
  const { isIcann, domainWithoutSuffix } = parse(word);
  return LINK.test(word) || (isIcann === true && (domainWithoutSuffix ?? "").length > 2);
}

/** What a person is called. It appears in mails to others, so it cannot carry a link. */
export const PersonName = Text.trim()
  .min(1, "is missing")
  .max(120, "must have at most 120 characters")
  .regex(/^\P{Cc}*$/u, "must be on one line")
  .refine((name) => !name.split(/\s+/).some(isLink), "must be a name, without links or addresses");

export const ReturnTo = z
  .string()
  .nullish()
  .transform((path) => safeReturnTo(path));

export const RegisterUser = z.object({
  name: PersonName,
  email: EmailAddress,
  password: NewPassword,
  timeZone: timeZone.optional(),
  returnTo: ReturnTo,
});

export const SignInWithPassword = z.object({ email: EmailAddress, password: GivenPassword });

export const RequestPasswordReset = z.object({ email: EmailAddress, returnTo: ReturnTo });

export const MailToken = Text.max(200);

export const VerifyEmail = z.object({ token: MailToken });

export const SetPassword = z.object({ token: MailToken, password: NewPassword });

export const ChangePassword = z.object({
  currentPassword: GivenPassword,
  newPassword: NewPassword,
});

export const UpdateAccount = z.object({ name: PersonName, timeZone });

export const CreateCheckoutAccount = z.object({
  name: PersonName,
  email: EmailAddress,
  timeZone: timeZone.optional(),
  returnTo: ReturnTo,
});

export const IssueToken = z.union([
  SignInWithPassword,
  z.object({ refreshToken: Text.min(1).max(1_000) }),
]);
