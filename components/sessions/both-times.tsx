import { LocalWhen } from "@/components/site/local-when";
import { formatDate, formatTime, formatWhen, zoneName } from "@/components/ui/format-when";

type BothTimesProps = {
  startsAt: Date;
  endsAt: Date;
  /** The zone of the person who reads. */
  zone: string;
  /** The other party. */
  otherName: string;
  otherZone: string;
};

/** When a session is, for both who meet; the second line only where their clocks differ. */
export function BothTimes({ startsAt, endsAt, zone, otherName, otherZone }: BothTimesProps) {
  return (
    <>
      <LocalWhen at={startsAt} until={endsAt} zone={zone} className="block" />
      {clocksDiffer(startsAt, zone, otherZone) && (
        <span className="mt-0.5 block text-13 text-muted tabular">
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

const wallTime = (at: Date, zone: string) => formatWhen(at, zone).replace(/ \(.*/, "");

/** Whether two zones show different clocks at an instant. */
export const clocksDiffer = (at: Date, one: string, other: string) =>
  wallTime(at, one) !== wallTime(at, other);
