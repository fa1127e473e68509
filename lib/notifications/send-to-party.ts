import type { Ctx } from "@/lib/platform/context";
import { calendarInvite } from "./calendar-invite";
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
    calendar?: "REQUEST" | "CANCEL" | undefined;
  },
): Promise<Sent> {
  const { booking, recipient } = scene;
  const { calendar: method, ...content } = mail;
  return sendMail(ctx, {
    ...content,
    to: recipient.email,
    sessionId: booking.session.id,
    ...(method
      ? { attachments: (stampedAt) => [calendarInvite(booking, recipient, method, stampedAt)] }
      : {}),
  });
}
