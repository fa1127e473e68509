import { render } from "@react-email/components";
import { eq } from "drizzle-orm";
import { sentMails } from "@/db/schema";
import { isAddressOfDeleted } from "@/lib/auth/deleted-account";
import { isSuppressed } from "@/lib/outreach/suppressions";
import type { Ctx } from "@/lib/platform/context";
import { addHours } from "@/lib/platform/time";
import { choiceLinks, oneClickHeaders } from "./choices/choice-links";
import { type Choice, isMuted } from "./choices/mute";
import { withOptOut } from "./emails/letter";
import type { Mail } from "./emails/mail";
import { plainText } from "./plain-text";
import { deliver, findDelivered, type MailAttachment } from "./resend";

const MAX_SUBJECT = 200;

/** Resend knows a key for 24 hours; an hour less, because a call takes its time too. */
const KEY_KNOWN_HOURS = 23;

export type MailToSend = Mail & {
  /** Event and recipient, at most 256 characters: one mail goes out for one key. */
  key: string;
  kind: string;
  to: string;
  sessionId?: string;
  /** Given the ledger row's own time, which stays the same however often the mail is tried. */
  attachments?: (stampedAt: Date) => MailAttachment[];
  headers?: Record<string, string>;
  /** Nothing that the recipient's own dealings call for: not sent to who asked to be left alone. */
  optional?: true;
  /** Whose choice it is to get this kind: minded here, and told at the letter's foot how to change it. */
  choice?: Choice | undefined;
};

/** What a sending verb did; "skipped" when the state no longer calls for the mail. */
export type Sent = "sent" | "already-sent" | "skipped";

/**
 * Sends a mail once: the ledger row comes first, Resend under the same key, then the mark. A crash
 * in between sends again under the same key, which Resend answers with the first mail's id; a day
 * later Resend has forgotten the key, and is asked whether the mail went out.
 */
export async function sendMail(ctx: Ctx, mail: MailToSend): Promise<Sent> {
  // Whoever it was for has deleted their account.
  if (isAddressOfDeleted(mail.to)) return "skipped";
  if (mail.choice && (await isMuted(ctx.db, mail.choice))) return "skipped";
  const entry = await enterLedger(ctx, mail);
  if (entry.sentAt) return "already-sent";
  if (mail.optional && (await isSuppressed(ctx.db, mail.to))) return "skipped";
  const providerId = (await sentBefore(ctx, mail, entry.createdAt)) ?? (await send(mail, entry));
  await ctx.db
    .update(sentMails)
    .set({ sentAt: ctx.now, ...(providerId ? { providerId } : {}) })
    .where(eq(sentMails.id, entry.id));
  return "sent";
}

function sentBefore({ now }: Ctx, { key, to }: MailToSend, enteredAt: Date) {
  if (addHours(enteredAt, KEY_KNOWN_HOURS) > now) return null;
  return findDelivered(key, { to, since: addHours(enteredAt, -1) });
}

async function send(mail: MailToSend, entry: { createdAt: Date }): Promise<string | null> {
  const links = mail.choice && (await choiceLinks(mail.choice, entry.createdAt));
  const html = await render(links ? withOptOut(mail.body, links) : mail.body);
  return deliver(mail.key, {
    to: mail.to,
    // One line, whatever a name or an error message holds.
    subject: mail.subject.replace(/\s+/g, " ").slice(0, MAX_SUBJECT),
    html,
    text: plainText(html),
    kind: mail.kind,
    attachments: mail.attachments?.(entry.createdAt) ?? [],
    headers: { ...mail.headers, ...(links && oneClickHeaders(links.oneClick)) },
  });
}

async function enterLedger({ db, now }: Ctx, mail: MailToSend) {
  const { key, kind, to: recipient, sessionId } = mail;
  await db
    .insert(sentMails)
    .values({ key, kind, recipient, sessionId, createdAt: now })
    .onConflictDoNothing({ target: sentMails.key });
  const [entry] = await db.select().from(sentMails).where(eq(sentMails.key, key));
  if (!entry) throw new Error(`The ledger has no entry for a mail of kind ${kind}`);
  return entry;
}
