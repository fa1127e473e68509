import type { Ctx } from "@/lib/platform/context";
import { meetingDelayed } from "./emails/meeting-delayed";
import { loadBooking } from "./load-booking";
import { type Audience, sceneFor } from "./scene";
import { type Sent, sendToParty } from "./send-to-party";

/** Tells a party that a near session has no link yet; not when it came meanwhile. */
export async function sendMeetingDelayed(
  ctx: Ctx,
  input: { sessionId: string; audience: Audience },
): Promise<Sent> {
  const booking = await loadBooking(ctx, input.sessionId);
  if (booking?.session.state !== "confirmed" || booking.joinUrl) return "skipped";
  const { id, startsAt } = booking.session;
  if (startsAt <= ctx.now) return "skipped";
  const scene = sceneFor(booking, input.audience);
  return sendToParty(ctx, scene, {
    ...meetingDelayed(scene),
    kind: "meeting-delayed",
    key: `meeting-delayed:${id}:${startsAt.getTime()}:${scene.recipient.userId}`,
  });
}
