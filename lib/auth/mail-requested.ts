import { and, count, eq, gt } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { mailTokens } from "@/db/schema";
import type { EventData } from "@/lib/platform/events";
import { emit } from "@/lib/platform/outbox";
import { addHours } from "@/lib/platform/time";

export type MailPurpose = EventData<"auth/mail-requested">["purpose"];

const LINKS_PER_HOUR = 5;

/** Whether a user was mailed so many links within the hour that no more go out. */
export async function hadEnoughLinks(tx: Tx, now: Date, userId: string): Promise<boolean> {
  const [recent] = await tx
    .select({ count: count() })
    .from(mailTokens)
    .where(and(eq(mailTokens.userId, userId), gt(mailTokens.createdAt, addHours(now, -1))));
  return (recent?.count ?? 0) >= LINKS_PER_HOUR;
}

/** Asks for a mail; false when the user was sent so many lately that another is held back. */
export async function requestMail(
  tx: Tx,
  now: Date,
  mail: { userId: string; purpose: MailPurpose; returnTo?: string | null },
): Promise<boolean> {
  if (await hadEnoughLinks(tx, now, mail.userId)) return false;
  const { userId, purpose, returnTo = null } = mail;
  await emit(tx, "auth/mail-requested", { userId, purpose, returnTo });
  return true;
}
