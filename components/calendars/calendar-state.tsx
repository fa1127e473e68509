import { type Conflict, ConflictLines } from "@/components/availability/editor/conflict-list";
import { DataList } from "@/components/ui/data-list";
import { Notice } from "@/components/ui/notice";
import { When } from "@/components/ui/when";

type CalendarStateProps = {
  /** Enough of the address to know it by. */
  source: string;
  readAt: string;
  checkedAt: string;
  busyTimes: number;
  countedDays: number;
  unreadableEvents: number;
  /** Words that follow "because". */
  problem: string | null;
  isFlagged: boolean;
  conflicts: Conflict[];
  zone: string;
};

/** What is known of a calendar elsewhere, how old that is, and what is wrong with it. */
export function CalendarState(props: CalendarStateProps) {
  const { zone, busyTimes, unreadableEvents: unreadable } = props;
  return (
    <div className="grid gap-4">
      {props.problem && <Trouble {...props} problem={props.problem} />}
      <DataList
        rows={[
          [
            "Calendar",
            <span key="source" className="wrap-anywhere">
              {props.source}
            </span>,
          ],
          ["Last read", <When key="read" at={props.readAt} zone={zone} />],
          [
            "Busy times",
            busyTimes === 0
              ? `None in the next ${props.countedDays} days`
              : `${busyTimes} in the next ${props.countedDays} days; readers cannot book them`,
          ],
          unreadable > 0 && [
            "Left out",
            `${unreadable} ${unreadable === 1 ? "event that" : "events that"} we could not understand; ${unreadable === 1 ? "it does" : "they do"} not block`,
          ],
        ]}
      />
      <Collisions conflicts={props.conflicts} zone={zone} />
    </div>
  );
}

function Trouble(props: CalendarStateProps & { problem: string }) {
  const { zone, isFlagged } = props;
  return (
    <Notice
      tone={isFlagged ? "failure" : "waiting"}
      title={isFlagged ? "It could not be read for a day or more" : "It could not be read just now"}
    >
      <p>
        Tried <When at={props.checkedAt} zone={zone} />, but {props.problem}. The busy times known
        from <When at={props.readAt} zone={zone} /> still block; what is new since does not. We keep
        trying.
      </p>
    </Notice>
  );
}

function Collisions({ conflicts, zone }: { conflicts: Conflict[]; zone: string }) {
  if (conflicts.length === 0) return null;
  const title =
    conflicts.length === 1
      ? "Something in it is at the time of a booking"
      : `Something in it is at the times of ${conflicts.length} bookings`;
  return (
    <Notice tone="waiting" title={title}>
      <p>Bookings stay; cancel a booking itself if you cannot come.</p>
      <ConflictLines conflicts={conflicts} zone={zone} />
    </Notice>
  );
}
