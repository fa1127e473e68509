import { z } from "zod";
import { instant } from "@/lib/platform/time";
import type { Review } from "./review";

/** A review in the API. */
export const ReviewView = z
  .object({
    id: z.guid(),
    session_id: z.guid().optional().describe("To the session's two parties only"),
    researcher_id: z.guid(),
    rating: z.int().min(1).max(5),
    text: z.string().nullable(),
    reader_name: z.string().describe('First name and initial, "Ada L."'),
    created_at: instant,
    reply: z.string().nullable().describe("The researcher's answer"),
    replied_at: instant.nullable(),
  })
  .meta({ id: "Review" });

/** A review as everyone sees it. */
export function viewReview(review: Review): z.input<typeof ReviewView> {
  return ReviewView.encode({
    id: review.id,
    researcher_id: review.researcherId,
    rating: review.rating,
    text: review.text,
    reader_name: review.readerName,
    created_at: review.createdAt,
    reply: review.reply,
    replied_at: review.repliedAt,
  });
}

/** A review as the parties of its session see it. */
export const viewOwnReview = (review: Review): z.input<typeof ReviewView> => ({
  ...viewReview(review),
  session_id: review.sessionId,
});
