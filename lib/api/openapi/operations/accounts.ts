import { z } from "zod";
import { DeleteAccount } from "@/lib/accounts/delete-account";
import { RegisterUser, SignInWithPassword } from "@/lib/auth/inputs";
import { ChooseMails, MailChoicesView } from "@/lib/notifications/choices/choose-mails";
import { instant } from "@/lib/platform/time";
import { OwnProfileView } from "@/lib/profiles/own-profile-view";
import { RegisterResearcher } from "@/lib/registration/registration-input";
import { envelope, nothing, type Operation } from "../operation";

const { name, email, password, timeZone } = RegisterUser.shape;

export const accountOperations: readonly Operation[] = [
  {
    id: "register",
    method: "post",
    path: "/auth/register",
    tag: "Accounts",
    summary: "Make an account",
    description:
      "A link to confirm the address is mailed. Whoever follows it proves that the address is theirs, which the caller has not: they choose a password of their own, and this one no longer works.",
    audience: "anyone",
    body: z.object({ name, email, password, time_zone: timeZone }),
    status: 201,
    answer: envelope(
      z.object({
        id: z.guid(),
        name: z.string(),
        email: z.string(),
        time_zone: z.string(),
        email_verified: z.boolean(),
      }),
    ),
    errors: ["EMAIL_TAKEN"],
  },
  {
    id: "registerResearcher",
    method: "post",
    path: "/auth/register-researcher",
    tag: "Accounts",
    summary: "Register a researcher with the token of an invitation",
    description:
      "The token comes by mail, is good once and for 30 days. Makes or takes over account and profile, opens the hours and accepts every open request for the address. Whoever calls agrees to the [terms](/terms) on that person's behalf, who must have agreed before.",
    audience: "anyone",
    body: RegisterResearcher,
    status: 201,
    answer: envelope(OwnProfileView),
    errors: ["INVALID_TOKEN", "WRONG_STATE"],
  },
  {
    id: "issueToken",
    method: "post",
    path: "/auth/token",
    tag: "Accounts",
    summary: "Get an access token",
    description:
      "By address and password, or by the refresh token of the last answer, which works once. Send the access token as `Authorization: Bearer`; it is valid for an hour. Tokens that last longer are made on the account page.",
    audience: "anyone",
    body: z.union([SignInWithPassword, z.object({ refresh_token: z.string().max(1_000) })]),
    answer: z.object({
      access_token: z.string(),
      token_type: z.literal("Bearer"),
      expires_in: z
        .int()
        .describe("Seconds")
        .meta({ examples: [3600] }),
      refresh_token: z.string(),
    }),
    errors: ["INVALID_CREDENTIALS"],
  },
  {
    id: "getNotifications",
    method: "get",
    path: "/account/notifications",
    tag: "Accounts",
    summary: "Which optional mails you get",
    description: "All other mails are always sent: confirmations, receipts, refunds and the like.",
    audience: "user",
    answer: envelope(MailChoicesView),
  },
  {
    id: "chooseNotifications",
    method: "patch",
    path: "/account/notifications",
    tag: "Accounts",
    summary: "Choose which optional mails you get",
    description:
      "Those left out stay as they are. It is minded when a mail is about to go out, also for what happened before.",
    audience: "user",
    body: ChooseMails,
    answer: envelope(MailChoicesView),
  },
  {
    id: "exportAccount",
    method: "get",
    path: "/account/export",
    tag: "Accounts",
    summary: "Everything that is held about you",
    description:
      "One JSON object with a part for each kind of thing; `contents` says what each part is. Ten an hour.",
    audience: "verified",
    answer: z.looseObject({
      exported_at: instant,
      contents: z.record(z.string(), z.string()),
      account: z.looseObject({ id: z.guid(), name: z.string(), email: z.string() }),
    }),
    errors: ["RATE_LIMITED"],
  },
  {
    id: "deleteAccount",
    method: "post",
    path: "/account/delete",
    tag: "Accounts",
    summary: "Delete your account",
    description:
      "Asks for the password, or for the secret of the link that the account page mails where there is none. Every token ends, the person is forgotten, a membership ends at once without money back; sessions and payments stay without a name. While something has to be settled first, `details.reasons` lists `kind`, `message` and the `path` of the page to do it.",
    audience: "user",
    body: DeleteAccount,
    bodyExample: { password: "correct horse battery", cancel_sessions: true },
    answer: nothing,
    errors: ["INVALID_CREDENTIALS", "INVALID_TOKEN", "ACCOUNT_NOT_SETTLED", "WRONG_STATE", "BUSY"],
  },
];
