import type { Ctx } from "@/lib/platform/context";
import { loadReview } from "@/lib/reviews/get-review";
import { readReviewWindow } from "@/lib/reviews/review-window";
import { reviewReceived, reviewReplied, reviewRequest } from "./emails/review";
import { loadBooking } from "./load-booking";
import { sceneFor } from "./scene";
import { type Sent, sendToParty } from "./send-to-party";

/** Asks the reader for a review; not when there is one, or the session turned out not to have taken place. */
export async function sendReviewRequest(ctx: Ctx, sessionId: string): Promise<Sent> {
  const booking = await loadBooking(ctx, sessionId);
  if (!booking || (await loadReview(ctx, sessionId))) return "skipped";
  const window = await readReviewWindow(ctx.db, sessionId, ctx.now);
  if (window.kind !== "open") return "skipped";
  const { until } = window;
  const scene = sceneFor(booking, "reader");
  return sendToParty(ctx, scene, {
    ...reviewRequest({ ...scene, until }),
    kind: "review-request",
    choice: "review_request",
    optional: true,
    key: `review-request:${sessionId}:${scene.recipient.userId}`,
  });
}

/** Tells the researcher of a new review. */
export async function sendReviewReceived(ctx: Ctx, sessionId: string): Promise<Sent> {
  const booking = await loadBooking(ctx, sessionId);
  const review = await loadReview(ctx, sessionId);
  if (!booking || !review) return "skipped";
  const scene = sceneFor(booking, "researcher");
  return sendToParty(ctx, scene, {
    ...reviewReceived({ ...scene, review }),
    kind: "review-received",
    choice: "review_received",
    key: `review-received:${review.id}:${scene.recipient.userId}`,
  });
}

/** Tells the reader what the researcher answered. */
export async function sendReviewReplied(ctx: Ctx, sessionId: string): Promise<Sent> {
  const booking = await loadBooking(ctx, sessionId);
  const review = await loadReview(ctx, sessionId);
  if (!booking || !review?.reply) return "skipped";
  const scene = sceneFor(booking, "reader");
  return sendToParty(ctx, scene, {
    ...reviewReplied({ ...scene, reply: review.reply }),
    kind: "review-replied",
    choice: "review_reply",
    key: `review-replied:${review.id}:${scene.recipient.userId}`,
  });
}
