import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { researcherContext } from "@/app/_pages/researcher-context";
import { ReviewList } from "@/components/reviews/review-list";
import { pageZone } from "@/components/site/page-zone";
import { buttonClasses } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { Page, PageHeading } from "@/components/ui/page";
import { Pagination } from "@/components/ui/pagination";
import { Rating } from "@/components/ui/rating";
import { DomainError } from "@/lib/platform/errors";
import { getResearcher } from "@/lib/researchers/get-researcher";
import { listReviews } from "@/lib/reviews/list-reviews";
import { AnswerReview } from "./answer-review";

export const metadata: Metadata = { title: "Reviews" };

const HERE = "/dashboard/reviews";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** What readers wrote about their sessions, each with the researcher's one answer or the form for it. */
export default async function ReviewsPage({ searchParams }: Props) {
  const ctx = await researcherContext(HERE);
  const query = await searchParams;
  const cursor = typeof query.cursor === "string" ? query.cursor : null;
  const zone = await pageZone(ctx.actor);
  const profile = await getResearcher(ctx, ctx.actor.researcherId);
  const { items, nextCursor } = await listReviews(ctx, {
    researcherId: profile.id,
    limit: 10,
    cursor,
  }).catch((error: unknown) => {
    if (error instanceof DomainError && error.code === "INVALID_INPUT") redirect(HERE);
    throw error;
  });
  return (
    <Page width="reading">
      <PageHeading title="Reviews">
        {profile.ratingCount > 0 && (
          <Rating average={profile.ratingAverage} count={profile.ratingCount} />
        )}
      </PageHeading>
      {items.length > 0 ? (
        <ReviewList
          reviews={items}
          researcherName={profile.name}
          zone={zone}
          beneath={(review) => (
            <>
              <p className="mt-2 text-13">
                <Link href={`/dashboard/bookings/${review.sessionId}`} className="link">
                  The session
                </Link>
              </p>
              {!review.reply && (
                <details className="group mt-3">
                  <summary className={buttonClasses("secondary", "small", "group-open:hidden")}>
                    Reply to {review.readerName}
                  </summary>
                  <AnswerReview review={review} />
                </details>
              )}
            </>
          )}
        />
      ) : (
        <EmptyState title="Nobody has reviewed a session with you yet">
          The day after a session its reader is asked for a review. You hear of each by mail, and
          can reply once.
        </EmptyState>
      )}
      <Pagination
        first={cursor && HERE}
        next={nextCursor && `${HERE}?${new URLSearchParams({ cursor: nextCursor })}`}
      />
    </Page>
  );
}
