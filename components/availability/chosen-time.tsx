"use client";

import { buttonClasses } from "@/components/ui/button";
import { formatDate, formatTime, isSameClock, zoneName } from "@/components/ui/format-when";
import { formatCents } from "@/lib/platform/money";
import { MINUTE_MS } from "./slot-calendar";

type ChosenTimeProps = {
  startMinute: number;
  sessionMinutes: number;
  priceCents: number;
  memberPriceCents: number;
  zone: string;
  /** Where the researcher is at that time. */
  researcherZone: string;
  researcherName: string;
  requiresAcceptance: boolean;
  href: string;
  /** A booked session moves here: it is paid, and its rules stay. */
  isMove?: boolean;
};

/** All of a time before anything is asked: when it ends, how long, what it costs, what time it is there. */
export function ChosenTime(props: ChosenTimeProps) {
  const { startMinute, sessionMinutes, zone, researcherZone, researcherName } = props;
  const start = startMinute * MINUTE_MS;
  const end = start + sessionMinutes * MINUTE_MS;
  const span = (inZone: string) => `${formatTime(start, inZone)}\u2013${formatTime(end, inZone)}`;
  const day = formatDate(start, zone);
  const theirDay = formatDate(start, researcherZone);
  return (
    <div className="animate-appear border-t bg-paper py-4 [@media(min-height:42rem)]:sticky [@media(min-height:42rem)]:bottom-0">
      <p className="font-semibold tabular">
        {day}, {span(zone)}
      </p>
      <p className="text-13 text-muted">{zoneName(start, zone)}</p>
      {!isSameClock(start, zone, researcherZone) && (
        <p className="mt-1 text-13 text-muted tabular">
          For {researcherName}: {theirDay === day ? "" : `${theirDay}, `}
          {span(researcherZone)} ({zoneName(start, researcherZone)})
        </p>
      )}
      {!props.isMove && (
        <p className="mt-3 flex items-baseline justify-between gap-4 border-t pt-3">
          <span>{sessionMinutes} minutes on a video call</span>
          <span className="text-right tabular">
            <span className="font-semibold text-17">{formatCents(props.priceCents)}</span>
            {props.memberPriceCents < props.priceCents && (
              <span className="block whitespace-nowrap text-13 text-muted">
                {formatCents(props.memberPriceCents)} for members
              </span>
            )}
          </span>
        </p>
      )}
      <a href={props.href} className={buttonClasses("primary", "large", "mt-4 w-full")}>
        Continue
      </a>
      <p className="mt-3 text-13 text-muted">
        {props.isMove
          ? "You see the old and the new time side by side before anything moves."
          : rules(props)}
      </p>
    </div>
  );
}

function rules({ requiresAcceptance, researcherName }: ChosenTimeProps): string {
  const answer = requiresAcceptance
    ? `${researcherName} answers each request. If the answer is no, or does not come, you get all of it back.`
    : "Confirmed as soon as you have paid.";
  return `${answer} Cancel up to 24 hours before for a full refund.`;
}
