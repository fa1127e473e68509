import { When } from "@/components/ui/when";
import type { Review } from "@/lib/reviews/review";

/** What readers said after their session, with the researcher's answer beneath. */
export function ReviewList({
  reviews,
  researcherName,
  zone,
}: {
  reviews: Review[];
  researcherName: string;
  zone: string;
}) {
  return (
    <ul className="divide-y border-y">
      {reviews.map(({ id, rating, text, reply, readerName, createdAt }) => (
        <li key={id} className="max-w-reading py-5">
          <p className="flex flex-wrap items-baseline gap-x-3 text-13 text-muted">
            <Stars rating={rating} />
            <span>
              {readerName}, <When at={createdAt} zone={zone} format="date" />
            </span>
          </p>
          {text && <p className="mt-1.5 font-serif text-17 leading-7">{text}</p>}
          {reply && (
            <div className="mt-3 border-l-2 pl-4">
              <p className="text-13 text-muted">{researcherName} answers</p>
              <p className="mt-0.5">{reply}</p>
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}

function Stars({ rating }: { rating: number }) {
  return (
    <span className="text-waiting">
      <span className="sr-only">{rating} out of 5</span>
      <span aria-hidden="true" className="tracking-widest">
        {"\u2605".repeat(rating)}
        <span className="text-hairline">{"\u2605".repeat(5 - rating)}</span>
      </span>
    </span>
  );
}
