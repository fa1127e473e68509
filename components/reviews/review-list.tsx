import type { ReactNode } from "react";
import { When } from "@/components/ui/when";
import type { Review } from "@/lib/reviews/review";
import { Stars } from "./stars";

type ReviewListProps = {
  reviews: Review[];
  researcherName: string;
  zone: string;
  /** What stands beneath a review, e.g. the form for the answer that is not there yet. */
  beneath?: (review: Review) => ReactNode;
};

/** What readers said after their session, with the researcher's answer beneath. */
export function ReviewList({ reviews, beneath, ...rest }: ReviewListProps) {
  return (
    <ul className="divide-y border-y">
      {reviews.map((review) => (
        <li key={review.id} className="max-w-reading py-5">
          <ReviewText review={review} {...rest} />
          {beneath?.(review)}
        </li>
      ))}
    </ul>
  );
}

/** One review with its answer. */
export function ReviewText({
  review: { rating, text, reply, readerName, createdAt },
  researcherName,
  zone,
}: Pick<ReviewListProps, "researcherName" | "zone"> & { review: Review }) {
  return (
    <>
      <p className="flex flex-wrap items-baseline gap-x-3 text-13 text-muted">
        <Stars rating={rating} />
        <span>
          {readerName}, <When at={createdAt} zone={zone} format="date" />
        </span>
      </p>
      {text && <p className="mt-1.5 whitespace-pre-line font-serif text-17 leading-7">{text}</p>}
      {reply && (
        <div className="mt-3 border-l-2 pl-4">
          <p className="text-13 text-muted">{researcherName} answers</p>
          <p className="mt-0.5 whitespace-pre-line">{reply}</p>
        </div>
      )}
    </>
  );
}
