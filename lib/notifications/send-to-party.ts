import type { Ctx } from "@/lib/platform/context";
import { calendarInvite } from "./calendar-invite";
import type { OptionalMail } from "./choices/optional-mails";
import type { Mail } from "./emails/mail";
import type { Scene } from "./scene";
import { type Sent, sendMail } from "./send-mail";

export type { Sent } from "./send-mail";

export const audiences = ["reader", "researcher"] as const;

/** Sends a mail about a session to the scene's party, with an invite where one belongs to it. */
export function sendToParty(
  ctx: Ctx,
  scene: Scene,
  mail: Mail & {
    key: string;
    kind: string;
    optional?: true;
    /** The kind under which its recipient can choose not to get it. */
    choice?: OptionalMail;
    calendar?: "REQUEST" | "CANCEL" | undefined;
  },
): Promise<Sent> {
  const { booking, recipient } = scene;
  const { calendar: method, choice: kind, ...content } = mail;
  return sendMail(ctx, {
    ...content,
    to: recipient.email,
    sessionId: booking.session.id,
    choice: kind && { userId: recipient.userId, kind },
    ...(method
      ? { attachments: (stampedAt) => [calendarInvite(booking, recipient, method, stampedAt)] }
      : {}),
  });
}
