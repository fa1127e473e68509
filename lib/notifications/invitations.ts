import { createHash } from "node:crypto";
import { and, eq, like } from "drizzle-orm";
import { sentMails } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { bookingConfirmed, linkChanged } from "./emails/booking-confirmed";
import { rescheduled } from "./emails/rescheduled";
import { type Booking, loadBooking } from "./load-booking";
import { type Audience, sceneFor } from "./scene";
import { type Sent, sendToParty } from "./send-to-party";

/**
 * Sends a party the invitation to a confirmed session as it now is: the first one confirms, later
 * ones tell of a new time or a new link. Without a link nothing goes out: the meeting's own event
 * comes back here. What has gone out before is read from the ledger, so any event may ask, any
 * number of times.
 */
export async function sendInvitation(
  ctx: Ctx,
  input: { sessionId: string; audience: Audience; previousStartsAt?: Date },
): Promise<Sent> {
  const booking = await loadBooking(ctx, input.sessionId);
  if (!booking?.joinUrl || booking.session.state !== "confirmed") return "skipped";
  if (booking.session.endsAt <= ctx.now) return "skipped";
  const scene = { ...sceneFor(booking, input.audience), joinUrl: booking.joinUrl };
  const { userId } = scene.recipient;
  const key = invitationKey(booking, booking.joinUrl, userId);
  const earlier = (await listInvitations(ctx, booking.session.id, userId)).filter(
    (one) => one !== key,
  );
  if (earlier.length === 0) {
    const mail = { ...bookingConfirmed(scene), kind: "booking-confirmed" };
    return sendToParty(ctx, scene, { ...mail, key, calendar: "REQUEST" });
  }
  const sameTime = `invitation:${booking.session.id}:${booking.session.calendarSequence}:`;
  if (earlier.some((one) => one.startsWith(sameTime))) {
    const mail = { ...linkChanged(scene), kind: "link-changed" };
    return sendToParty(ctx, scene, { ...mail, key, calendar: "REQUEST" });
  }
  const previousStartsAt = input.previousStartsAt ?? null;
  const mail = { ...rescheduled({ ...scene, previousStartsAt }), kind: "rescheduled" };
  return sendToParty(ctx, scene, { ...mail, key, calendar: "REQUEST" });
}

/** Whether an invitation has gone out, or may have: a row is written before each attempt. */
export async function wasInvited(ctx: Ctx, sessionId: string, userId: string): Promise<boolean> {
  return (await listInvitations(ctx, sessionId, userId)).length > 0;
}

async function listInvitations({ db }: Ctx, sessionId: string, userId: string): Promise<string[]> {
  const rows = await db
    .select({ key: sentMails.key })
    .from(sentMails)
    .where(
      and(
        eq(sentMails.sessionId, sessionId),
        like(sentMails.key, `invitation:${sessionId}:%:${userId}`),
      ),
    );
  return rows.map(({ key }) => key);
}

function invitationKey({ session }: Booking, joinUrl: string, userId: string): string {
  const link = createHash("sha256").update(joinUrl).digest("hex").slice(0, 12);
  return `invitation:${session.id}:${session.calendarSequence}:${link}:${userId}`;
}
