import { ReplyForm } from "@/components/reviews/reply-form";
import { REPLY_MAX, type Review } from "@/lib/reviews/review";
import { reply } from "./actions";

/** The form for the answer to a review, as long as there is none. */
export function AnswerReview({ review }: { review: Review }) {
  if (review.reply) return null;
  return (
    <ReplyForm
      readerName={review.readerName}
      maximum={REPLY_MAX}
      action={reply.bind(null, review.sessionId)}
    />
  );
}
