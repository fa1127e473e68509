import { LocalWhen } from "@/components/site/local-when";
import { Avatar } from "@/components/ui/avatar";
import { Link } from "@/components/ui/link";
import { minutesBetween } from "@/lib/platform/time";
import { BothTimes } from "./both-times";
import { PriceLines, type PriceLinesProps } from "./price-lines";

type SessionSummaryProps = {
  researcher: { name: string; slug: string; timeZone: string };
  startsAt: Date;
  endsAt: Date;
  zone: string;
  paperTitle: string | null;
  price: Omit<PriceLinesProps, "minutes">;
  requiresAcceptance: boolean;
  /** The last moment to cancel with a full refund; null once it has passed. */
  refundableUntil: Date | null;
  /** When the researcher must have answered, if paid now. */
  answerBy: Date;
};

/** What one is about to get: who, when for both, what it costs and how to get out of it. */
export function SessionSummary(props: SessionSummaryProps) {
  const { researcher, startsAt, endsAt, zone } = props;
  const minutes = minutesBetween(startsAt, endsAt);
  return (
    <section aria-label="What you are booking" className="grid gap-5">
      <div className="flex items-center gap-4">
        <Avatar name={researcher.name} />
        <div className="min-w-0">
          <p className="text-13 text-muted">{minutes} minutes with</p>
          <p className="font-semibold font-serif text-21">
            <Link href={`/researchers/${researcher.slug}`} className="hover:underline">
              {researcher.name}
            </Link>
          </p>
        </div>
      </div>
      <dl className="grid gap-4 border-y py-4">
        <div>
          <dt className="text-13 text-muted">When</dt>
          <dd className="font-medium">
            <BothTimes
              startsAt={startsAt}
              endsAt={endsAt}
              zone={zone}
              otherName={researcher.name}
              otherZone={researcher.timeZone}
            />
          </dd>
        </div>
        {props.paperTitle && (
          <div>
            <dt className="text-13 text-muted">About</dt>
            <dd className="font-serif italic">{props.paperTitle}</dd>
          </div>
        )}
      </dl>
      <PriceLines minutes={minutes} {...props.price} />
      <ul className="grid gap-2 text-13 text-muted">
        <li>
          {props.requiresAcceptance ? (
            <>
              {researcher.name} answers by <LocalWhen at={props.answerBy} zone={zone} />; if the
              answer is no, or none comes, you are refunded in full.
            </>
          ) : (
            "Booked as soon as you have paid; the Zoom link comes by mail and is on the session’s page."
          )}
        </li>
        <li>
          {props.refundableUntil ? (
            <>
              Cancel or move it until <LocalWhen at={props.refundableUntil} zone={zone} /> for a
              full refund; after that it is not refunded.
            </>
          ) : (
            "It starts in less than 24 hours: once paid, it can no longer be canceled or moved."
          )}
        </li>
      </ul>
    </section>
  );
}
