import { formatTime, formatWhen, zoneName } from "@/components/ui/format-when";
import { MINUTE_MS } from "./slot-calendar";
import { bookingHref } from "./slot-link";

type NextTimesProps = {
  researcherId: string;
  startMinutes: number[];
  sessionMinutes: number;
  paperId: string | null;
  researcherZone: string;
};

/** The next free times as plain links, for browsers that run no script. */
export function NextTimes({ researcherZone, startMinutes, ...slot }: NextTimesProps) {
  return (
    <div className="grid gap-2">
      <p className="text-13 text-muted">The next free times. Choose one to go on.</p>
      <ul className="divide-y border-y">
        {startMinutes.slice(0, 12).map((startMinute) => {
          const at = startMinute * MINUTE_MS;
          return (
            <li key={startMinute}>
              <a
                href={bookingHref({ ...slot, startMinute }, slot.paperId)}
                className="flex min-h-11 flex-wrap items-center justify-between gap-x-4 py-2 hover:text-accent"
              >
                <span className="link">{formatWhen(at, "UTC", { year: false })}</span>
                {zoneName(at, researcherZone) !== "UTC" && (
                  <span className="text-13 text-muted">
                    {formatTime(at, researcherZone)} in {zoneName(at, researcherZone)}
                  </span>
                )}
              </a>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
