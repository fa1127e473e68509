import type { cancelReason } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { type CanceledBy, sessionCanceled } from "./emails/canceled";
import type { Mail } from "./emails/mail";
import { requestDeclined, requestUnanswered, requestWithdrawn } from "./emails/request-ended";
import { wasInvited } from "./invitations";
import { loadBooking } from "./load-booking";
import { type Audience, type Scene, sceneFor } from "./scene";
import { type Sent, sendToParty } from "./send-to-party";

type CancelReason = (typeof cancelReason.enumValues)[number];
type Ending = { kind: string; mail: (scene: Scene, invited: boolean) => Mail };

const canceledBy = (by: CanceledBy): Ending => ({
  kind: "canceled",
  mail: (scene, invited) => sessionCanceled({ ...scene, by, invited }),
});

/** What each party hears of each end; null for what they did themselves or need not know. */
const endings: Record<CancelReason, Record<Audience, Ending | null>> = {
  hold_expired: { reader: null, researcher: null },
  reader_canceled: { reader: canceledBy("reader"), researcher: canceledBy("reader") },
  researcher_canceled: { reader: canceledBy("researcher"), researcher: canceledBy("researcher") },
  meeting_unavailable: { reader: canceledBy("no-meeting"), researcher: canceledBy("no-meeting") },
  request_declined: {
    reader: { kind: "request-declined", mail: requestDeclined },
    researcher: null,
  },
  request_unanswered: {
    reader: { kind: "request-unanswered", mail: requestUnanswered },
    researcher: { kind: "request-unanswered", mail: requestUnanswered },
  },
  request_withdrawn: {
    reader: { kind: "request-withdrawn", mail: requestWithdrawn },
    researcher: { kind: "request-withdrawn", mail: requestWithdrawn },
  },
};

/**
 * Tells a party that a session or request has ended. A hold that was never paid ends in silence. Who
 * had an invitation gets the file that takes it out of the calendar.
 */
export async function sendCancellation(
  ctx: Ctx,
  input: { sessionId: string; audience: Audience; reason: CancelReason },
): Promise<Sent> {
  const ending = endings[input.reason][input.audience];
  if (!ending) return "skipped";
  const booking = await loadBooking(ctx, input.sessionId);
  if (booking?.session.state !== "canceled" || !booking.session.paidAt) return "skipped";
  if (booking.session.cancelReason !== input.reason) return "skipped";
  const scene = sceneFor(booking, input.audience);
  const { userId } = scene.recipient;
  const invited = await wasInvited(ctx, booking.session.id, userId);
  return sendToParty(ctx, scene, {
    ...ending.mail(scene, invited),
    kind: ending.kind,
    key: `canceled:${booking.session.id}:${booking.session.calendarSequence}:${userId}`,
    calendar: invited ? "CANCEL" : undefined,
  });
}
