"use client";

import { useReaderZone } from "@/components/site/use-reader-zone";
import { formatDate, formatTime, isSameClock, zoneName } from "@/components/ui/format-when";
import { When } from "@/components/ui/when";

type BothTimesProps = {
  startsAt: Date;
  endsAt: Date;
  /** The zone that the server takes the reader to be in. */
  zone: string;
  /** The other party. */
  otherName: string;
  otherZone: string;
};

/** When a session is, for both who meet; the second line only where their clocks differ. */
export function BothTimes({ startsAt, endsAt, otherName, otherZone, ...props }: BothTimesProps) {
  const zone = useReaderZone(props.zone);
  return (
    <>
      <When at={startsAt} until={endsAt} zone={zone} className="block" />
      {!isSameClock(startsAt, zone, otherZone) && (
        // Server and browser may know different rules for a zone that has lately changed them.
        <span className="mt-0.5 block text-13 text-muted tabular" suppressHydrationWarning>
          For {otherName}: {theirTime(startsAt, endsAt, zone, otherZone)}
        </span>
      )}
    </>
  );
}

function theirTime(startsAt: Date, endsAt: Date, zone: string, otherZone: string): string {
  const day = formatDate(startsAt, otherZone);
  const span = `${formatTime(startsAt, otherZone)}\u2013${formatTime(endsAt, otherZone)}`;
  const place = zoneName(startsAt, otherZone);
  return day === formatDate(startsAt, zone) ? `${span} (${place})` : `${day}, ${span} (${place})`;
}
