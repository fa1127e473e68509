import { and, eq, like, ne } from "drizzle-orm";
import { sentMails } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { requestReceived, requestSent } from "./emails/request";
import { loadBooking } from "./load-booking";
import { type Audience, sceneFor } from "./scene";
import { type Sent, sendToParty } from "./send-to-party";

/** Tells a party of an open request, once for each time that it is moved to. */
export async function sendRequestMail(
  ctx: Ctx,
  input: { sessionId: string; audience: Audience },
): Promise<Sent> {
  const booking = await loadBooking(ctx, input.sessionId);
  if (booking?.session.state !== "requested" || !booking.session.answerBy) return "skipped";
  const { id, calendarSequence, answerBy } = booking.session;
  const scene = sceneFor(booking, input.audience);
  const { userId } = scene.recipient;
  const key = `request:${id}:${calendarSequence}:${userId}`;
  const [earlier] = await ctx.db
    .select({ id: sentMails.id })
    .from(sentMails)
    .where(
      and(
        eq(sentMails.sessionId, id),
        like(sentMails.key, `request:${id}:%:${userId}`),
        ne(sentMails.key, key),
      ),
    )
    .limit(1);
  const told = { ...scene, answerBy, moved: earlier !== undefined };
  return input.audience === "reader"
    ? sendToParty(ctx, scene, { ...requestSent(told), kind: "request-sent", key })
    : sendToParty(ctx, scene, { ...requestReceived(told), kind: "request-received", key });
}
