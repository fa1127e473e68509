import type { ReactNode } from "react";
import type { SignedInCtx } from "@/app/_pages/signed-in-context";
import { ReviewForm } from "@/components/reviews/review-form";
import { ReviewText } from "@/components/reviews/review-list";
import { LocalWhen } from "@/components/site/local-when";
import { loadReview } from "@/lib/reviews/get-review";
import { REVIEW_MAX } from "@/lib/reviews/review";
import { readReviewWindow } from "@/lib/reviews/review-window";
import type { SessionDetail } from "@/lib/sessions/session-view";
import { review as publishReview } from "./actions";

type Props = { ctx: SignedInCtx; session: SessionDetail; zone: string };

/** The reader's review of a session that took place: the form for it, or what was written. */
export async function SessionReview({ ctx, session, zone }: Props) {
  if (session.state !== "completed") return null;
  const review = await loadReview(ctx, session.id);
  if (review) {
    return (
      <Frame title="Your review">
        <ReviewText review={review} researcherName={session.researcherName} zone={zone} />
      </Frame>
    );
  }
  const window = await readReviewWindow(ctx.db, session.id, ctx.now);
  if (window.kind === "none") return null;
  if (window.kind === "in_question") {
    return (
      <p className="text-muted">
        You can review this session once it is settled whether it took place.
      </p>
    );
  }
  const { until } = window;
  if (window.kind === "closed") {
    return (
      <p className="text-muted">
        A review could be written until <LocalWhen at={until} zone={zone} format="date" />.
      </p>
    );
  }
  return (
    <Frame title={`Review your session with ${session.researcherName}`}>
      <p className="mb-5 text-muted">
        You can write one until <LocalWhen at={until} zone={zone} format="date" />.
      </p>
      {ctx.actor.emailVerified ? (
        <ReviewForm
          researcherName={session.researcherName}
          maximum={REVIEW_MAX}
          action={publishReview.bind(null, session.id)}
        />
      ) : (
        <p>Confirm your address first; the form is here then.</p>
      )}
    </Frame>
  );
}

function Frame({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section
      id="review"
      tabIndex={-1}
      aria-labelledby="review-heading"
      className="scroll-mt-6 border-t pt-5 focus:outline-none"
    >
      <h2 id="review-heading" className="mb-2 text-21">
        {title}
      </h2>
      {children}
    </section>
  );
}
