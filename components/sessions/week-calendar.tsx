import { dayName, WEEKDAYS } from "@/components/availability/day-names";
import { classes } from "@/components/ui/classes";
import { zoneCity } from "@/components/ui/format-when";
import { Link } from "@/components/ui/link";
import { formatClock } from "@/lib/availability/hours-text";
import type { OwnWeek, Stretch, WeekDay } from "@/lib/sessions/read-week";
import type { SessionDetail } from "@/lib/sessions/session-view";

const HOUR_REM = 2.5;
const USUAL = { from: 8 * 60, to: 18 * 60 };

type Part = { from: number; to: number };

/** A researcher's week: open hours as ground, bookings upon them; what is left of the hours is free. */
export function WeekCalendar({ week }: { week: OwnWeek }) {
  const part = shownPart(week.days);
  const hours = Array.from(
    { length: (part.to - part.from) / 60 },
    (_, hour) => part.from + hour * 60,
  );
  return (
    <>
      <div className="hidden grid-cols-[3.25rem_repeat(7,minmax(0,1fr))] md:grid">
        <div />
        {week.days.map((day, column) => (
          <DayHead key={day.date} day={day} column={column} week={week} />
        ))}
        <div className="relative" style={{ height: height(part.to - part.from) }}>
          {hours.map((minute) => (
            <span
              key={minute}
              className="tabular -translate-y-1/2 absolute right-2 text-13 text-muted first:translate-y-0"
              style={{ top: height(minute - part.from) }}
            >
              {formatClock(minute)}
            </span>
          ))}
        </div>
        {week.days.map((day) => (
          <DayColumn key={day.date} day={day} part={part} />
        ))}
      </div>
      <ul className="divide-y border-y md:hidden">
        {week.days.map((day) => (
          <DayLine
            key={day.date}
            day={day}
            isToday={day.date === week.today}
            home={week.timeZone}
          />
        ))}
      </ul>
    </>
  );
}

function DayHead({ day, column, week }: { day: WeekDay; column: number; week: OwnWeek }) {
  const isToday = day.date === week.today;
  return (
    <h3
      className={classes(
        "border-b px-1 pb-2 text-center font-medium font-sans text-13",
        isToday ? "text-accent" : "text-muted",
      )}
    >
      {WEEKDAYS[column]?.long.slice(0, 3)}{" "}
      <span className={classes("tabular text-15", isToday && "underline underline-offset-4")}>
        {Number(day.date.slice(8))}
      </span>
      {isToday && <span className="sr-only">, today</span>}
      {day.timeZone !== week.timeZone && (
        <span className="block font-normal">{zoneCity(day.timeZone)}</span>
      )}
    </h3>
  );
}

function DayColumn({ day, part }: { day: WeekDay; part: Part }) {
  const place = ({ startMinute, endMinute }: Stretch) => ({
    top: height(startMinute - part.from),
    height: height(Math.max(endMinute - startMinute, 15)),
  });
  return (
    <section
      aria-label={dayName(day.date)}
      className="relative overflow-hidden border-b border-l bg-sunken last:border-r"
      style={{
        backgroundImage: `repeating-linear-gradient(to bottom, var(--color-hairline) 0 1px, transparent 1px ${HOUR_REM}rem)`,
      }}
    >
      {day.open.length === 0 && <p className="sr-only">Closed</p>}
      {day.open.map((stretch) => (
        <div
          key={stretch.startMinute}
          className="absolute inset-x-0 border-accent border-l-2 bg-accent-soft"
          style={place(stretch)}
        >
          <span className="sr-only">Open {stretchWords(stretch)}</span>
        </div>
      ))}
      {day.held.map((stretch) => (
        <div
          key={stretch.startMinute}
          className="absolute inset-x-1 rounded-sm border border-waiting border-dashed bg-waiting-soft px-1.5 py-0.5 text-13"
          style={place(stretch)}
        >
          <span className="sr-only">{stretchWords(stretch)} </span>A reader is paying
        </div>
      ))}
      {day.bookings.map(({ session, ...stretch }) => (
        <Link
          key={session.id}
          href={`/dashboard/bookings/${session.id}`}
          className={classes(
            "absolute inset-x-1 overflow-hidden rounded-sm border px-1.5 py-0.5 text-13 leading-4 hover:underline",
            session.state === "requested"
              ? "border-waiting bg-waiting-soft text-ink"
              : "border-accent bg-accent text-on-accent",
          )}
          style={place(stretch)}
        >
          <span className="tabular block">{formatClock(stretch.startMinute)}</span>
          {session.readerName}
          <span className="sr-only">, {stateWord(session)}</span>
        </Link>
      ))}
    </section>
  );
}

/** The same day as a line of a list, for narrow screens. */
function DayLine({ day, isToday, home }: { day: WeekDay; isToday: boolean; home: string }) {
  return (
    <li className="grid gap-1 py-3">
      <h3 className="font-sans font-semibold text-15">
        {dayName(day.date)}
        {isToday && <span className="ml-2 font-normal text-13 text-accent">Today</span>}
        {day.timeZone !== home && (
          <span className="ml-2 font-normal text-13 text-muted">
            on the clock in {zoneCity(day.timeZone)}
          </span>
        )}
      </h3>
      <p className="tabular text-muted">
        {day.open.length === 0 ? "Closed" : `Open ${day.open.map(stretchWords).join(", ")}`}
      </p>
      {day.bookings.map(({ session, ...stretch }) => (
        <p key={session.id}>
          <span className="tabular">{stretchWords(stretch)}</span>{" "}
          <Link
            href={`/dashboard/bookings/${session.id}`}
            className="link inline-flex min-h-8 items-center pointer-coarse:min-h-11"
          >
            {session.readerName}
          </Link>
          , {stateWord(session)}
        </p>
      ))}
      {day.held.map((stretch) => (
        <p key={stretch.startMinute}>
          <span className="tabular">{stretchWords(stretch)}</span> A reader is paying
        </p>
      ))}
    </li>
  );
}

const words: Partial<Record<SessionDetail["state"], string>> = {
  requested: "waits for your answer",
  confirmed: "booked",
  completed: "over",
};
const stateWord = ({ state }: SessionDetail) => words[state] ?? state;

const stretchWords = ({ startMinute, endMinute }: Stretch) =>
  `${formatClock(startMinute)}\u2013${formatClock(endMinute)}`;

const height = (minutes: number) => `${(minutes / 60) * HOUR_REM}rem`;

/** Whole hours around all that the week holds, and office hours at least. */
function shownPart(days: WeekDay[]): Part {
  const all = days.flatMap(({ open, bookings, held }) => [...open, ...bookings, ...held]);
  const from = Math.min(USUAL.from, ...all.map(({ startMinute }) => startMinute));
  const to = Math.max(USUAL.to, ...all.map(({ endMinute }) => endMinute));
  return { from: Math.floor(from / 60) * 60, to: Math.ceil(to / 60) * 60 };
}
