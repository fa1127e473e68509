import { Link } from "@/components/ui/link";
import { Money } from "@/components/ui/money";

export type PriceLinesProps = {
  minutes: number;
  fullPriceCents: number;
  /** What the reader is spared as a member; 0 for everybody else. */
  memberDiscountCents: number;
  /** What a member would pay, to tell somebody who is none. */
  memberPriceCents: number;
  /** The price is not fixed yet: whoever joins first pays the member's. */
  isOpen?: boolean;
};

/** What a session costs, line by line; nothing is added later. */
export function PriceLines(props: PriceLinesProps) {
  const { minutes, fullPriceCents, memberDiscountCents } = props;
  const isMember = memberDiscountCents > 0;
  return (
    <div className="grid gap-2">
      <dl className="grid gap-1.5">
        <div className="flex justify-between gap-4">
          <dt>{minutes} minutes on Zoom</dt>
          <dd>
            <Money cents={fullPriceCents} />
          </dd>
        </div>
        {isMember && (
          <div className="flex justify-between gap-4">
            <dt>Less your discount as a member</dt>
            <dd className="whitespace-nowrap">
              {"\u2212"}
              <Money cents={memberDiscountCents} />
            </dd>
          </div>
        )}
        <div className="flex justify-between gap-4 text-muted">
          <dt>Booking fee</dt>
          <dd>none</dd>
        </div>
        <div className="flex justify-between gap-4 border-t pt-2 font-semibold">
          <dt>Total, in US dollars</dt>
          <dd>
            <Money cents={fullPriceCents - memberDiscountCents} />
          </dd>
        </div>
      </dl>
      {!isMember && props.memberPriceCents < fullPriceCents && (
        <p className="text-13 text-muted">
          {props.isOpen ? (
            <Link href="/membership" className="link">
              Members
            </Link>
          ) : (
            "Members"
          )}{" "}
          pay <Money cents={props.memberPriceCents} />.
        </p>
      )}
    </div>
  );
}
