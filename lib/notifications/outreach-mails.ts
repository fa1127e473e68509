import { failInvitation } from "@/lib/outreach/fail-invitation";
import type { Invitation } from "@/lib/outreach/invitation";
import { linksOf } from "@/lib/outreach/invitation-links";
import { findUnsent, listDueReminders, markMailed, settleReminder } from "@/lib/outreach/mailing";
import { loadContents } from "@/lib/outreach/read-invitation";
import type { Ctx } from "@/lib/platform/context";
import { describeError, log } from "@/lib/platform/log";
import { inTransaction } from "@/lib/platform/transaction";
import { oneClickHeaders } from "./choices/choice-links";
import { outreachInvitation, outreachReminder } from "./emails/outreach";
import { type Sent, sendMail } from "./send-mail";

const letters = { invitation: outreachInvitation, reminder: outreachReminder };

/** What names an invitation's mail in the ledger, and at Resend. */
export const invitationKey = (kind: keyof typeof letters, invitationId: string) =>
  `outreach-${kind}:${invitationId}`;

/**
 * Sends an invitation, once; not when it has ended, and not to an address that asked to be left alone,
 * in which case it has failed.
 */
export async function sendResearcherInvitation(ctx: Ctx, invitationId: string): Promise<Sent> {
  const invitation = await findUnsent(ctx, invitationId);
  if (!invitation) return "skipped";
  const sent = await sendLetter(ctx, invitation, "invitation");
  if (sent !== "skipped") await markMailed(ctx, invitationId);
  return sent;
}

/**
 * Sends the reminders that are due and settles them. One whose mail fails stays open for the next
 * time, and holds up no other. Returns how many were settled.
 */
export async function sendInvitationReminders(ctx: Ctx): Promise<number> {
  let settled = 0;
  for (const invitation of await listDueReminders(ctx)) {
    try {
      await sendLetter(ctx, invitation, "reminder");
      await settleReminder(ctx, invitation.id);
      settled += 1;
    } catch (error) {
      log.warn({ invitationId: invitation.id, ...describeError(error) }, "reminder not sent");
    }
  }
  return settled;
}

async function sendLetter(
  ctx: Ctx,
  invitation: Invitation,
  kind: keyof typeof letters,
): Promise<Sent> {
  const contents = await loadContents(ctx, invitation);
  const [first] = contents.asks;
  // Whoever asked has closed their account since.
  if (!first) return "skipped";
  const { oneClick, ...links } = await linksOf(invitation);
  const sent = await sendMail(ctx, {
    ...letters[kind]({
      contents: { ...contents, greeting: contents.researcher?.name ?? null },
      first,
      links,
    }),
    key: invitationKey(kind, invitation.id),
    kind: `outreach-${kind}`,
    to: invitation.email,
    optional: true,
    headers: oneClickHeaders(oneClick),
  });
  if (sent === "skipped")
    await inTransaction(ctx.db, (tx) => failInvitation(tx, ctx.now, invitation.id, "suppressed"));
  return sent;
}
