import { formatWhen } from "@/components/ui/format-when";
import { Notice } from "@/components/ui/notice";

/** A booking that hours under way would leave outside. */
export type Conflict = {
  sessionId: string;
  startsAt: string;
  endsAt: string;
  /** Null for a hold: who is still paying has not told their name. */
  readerName: string | null;
};

/** Bookings that stay although the hours around them go, told before anything is saved. */
export function ConflictList({ conflicts, zone }: { conflicts: Conflict[]; zone: string }) {
  if (conflicts.length === 0) return null;
  const one = conflicts.length === 1;
  return (
    <Notice
      tone="waiting"
      live
      title={`${one ? "One booking lies" : `${conflicts.length} bookings lie`} outside these hours`}
    >
      <p>{one ? "It stays" : "They stay"} as booked; cancel a booking itself if you cannot come.</p>
      <ConflictLines conflicts={conflicts} zone={zone} />
    </Notice>
  );
}

/** One line for each booking: with whom, and when. */
export function ConflictLines({ conflicts, zone }: { conflicts: Conflict[]; zone: string }) {
  return (
    <ul className="mt-1 max-h-32 overflow-y-auto text-ink">
      {conflicts.map(({ sessionId, startsAt, endsAt, readerName }) => (
        <li key={sessionId}>
          {readerName === null ? (
            "A reader who is paying at present"
          ) : (
            <a
              className="link"
              href={`/dashboard/bookings/${sessionId}`}
              target="_blank"
              rel="noopener"
            >
              {readerName}
            </a>
          )}
          , {formatWhen(startsAt, zone, { until: endsAt, year: false })}
        </li>
      ))}
    </ul>
  );
}

/** On the button that saves. */
export function saveLabel(conflicts: readonly Conflict[], plain = "Save"): string {
  if (conflicts.length === 0) return plain;
  return `${plain}, and keep ${conflicts.length === 1 ? "the booking" : "the bookings"}`;
}
