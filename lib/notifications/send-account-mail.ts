import { eq } from "drizzle-orm";
import { users } from "@/db/schema";
import { createMailToken } from "@/lib/auth/create-mail-token";
import { isAddressOfDeleted } from "@/lib/auth/deleted-account";
import type { MailPurpose } from "@/lib/auth/mail-requested";
import type { Ctx } from "@/lib/platform/context";
import { accountMail } from "./emails/account";
import { sendMail } from "./send-mail";
import type { Sent } from "./send-to-party";

/**
 * Sends the link that an account's owner asked for. `eventId` makes the link: the same event always
 * leads to the same one. The link is made here and kept nowhere.
 */
export async function sendAccountMail(
  ctx: Ctx,
  input: { userId: string; purpose: MailPurpose; returnTo: string | null; eventId: string },
): Promise<Sent> {
  const [user] = await ctx.db
    .select({
      name: users.name,
      email: users.email,
      timeZone: users.timeZone,
      verifiedAt: users.emailVerifiedAt,
    })
    .from(users)
    .where(eq(users.id, input.userId));
  if (!user || isAddressOfDeleted(user.email)) return "skipped";
  if (input.purpose === "verify_email" && user.verifiedAt) return "skipped";
  const token = await createMailToken(ctx, { ...input, key: input.eventId });
  // Asked for many times at once, while none of the links was there yet to be counted.
  if (!token) return "skipped";
  return sendMail(ctx, {
    ...accountMail(input.purpose, { ...user, ...token }),
    kind: input.purpose.replace("_", "-"),
    to: user.email,
    key: `account:${input.purpose}:${input.eventId}`,
  });
}
