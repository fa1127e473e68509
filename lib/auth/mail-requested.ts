import { and, count, eq, gt } from "drizzle-orm";
import { eventType } from "inngest";
import { z } from "zod";
import type { Tx } from "@/db/client";
import { mailTokens } from "@/db/schema";
import { emit } from "@/lib/platform/outbox";
import { addHours } from "@/lib/platform/time";

export const MailPurpose = z.enum([
  "verify_email",
  "set_password",
  "reset_password",
  "account_exists",
]);
export type MailPurpose = z.infer<typeof MailPurpose>;

/**
 * A mail with a link for one user. The event holds no secret: whoever sends the mail makes the link
 * with createMailToken, under the event's id as key.
 */
export const mailRequested = eventType("auth/mail-requested", {
  schema: z.object({
    userId: z.uuid(),
    purpose: MailPurpose,
    returnTo: z.string().nullable(),
  }),
});

const LINKS_PER_HOUR = 5;

/** Asks for a mail; false when the user was sent so many lately that another is held back. */
export async function requestMail(
  tx: Tx,
  now: Date,
  mail: { userId: string; purpose: MailPurpose; returnTo?: string | null },
): Promise<boolean> {
  const [recent] = await tx
    .select({ count: count() })
    .from(mailTokens)
    .where(and(eq(mailTokens.userId, mail.userId), gt(mailTokens.createdAt, addHours(now, -1))));
  if (recent && recent.count >= LINKS_PER_HOUR) return false;
  const { userId, purpose, returnTo = null } = mail;
  await emit(tx, mailRequested.name, { userId, purpose, returnTo });
  return true;
}
