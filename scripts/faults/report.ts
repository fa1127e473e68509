import type { Violation } from "./invariants/check";

export type Report = {
  bookings: number;
  seed: number;
  /** Readers by how it ended for them. */
  outcomes: [name: string, count: number][];
  faults: [name: string, count: number][];
  /** What the clients had to try again for. */
  repeated: [name: string, count: number][];
  violations: Violation[];
  seconds: number;
  movedHours: number;
};

const SHOWN = 20;

/** The report as text: what happened to the bookings, what went wrong around them, what broke. */
export function formatReport(report: Report): string {
  const { bookings, seed, violations, seconds, movedHours } = report;
  return [
    table("Bookings", report.outcomes),
    table("Faults", report.faults),
    table("Tried again by clients", report.repeated),
    `${bookings} bookings, seed ${seed}, ${Math.round(seconds)} s, clock moved by ${movedHours.toFixed(1)} h`,
    violations.length === 0 ? "No violation." : formatViolations(report),
  ].join("\n\n");
}

function table(title: string, rows: [string, number][]): string {
  const total = rows.reduce((sum, [, count]) => sum + count, 0);
  const lines = rows.map(([name, count]) => `  ${String(count).padStart(6)}  ${name}`);
  return [`${title}: ${total}`, ...lines].join("\n");
}

function formatViolations({ violations, bookings, seed }: Report): string {
  const lines = violations
    .slice(0, SHOWN)
    .map(({ invariant, subject, found }) => `  ${invariant}: ${subject}: ${found}`);
  const more = violations.length - lines.length;
  return [
    `Violations: ${violations.length}`,
    ...lines,
    ...(more > 0 ? [`  and ${more} more`] : []),
    `Replay: ${replay(bookings, seed)}`,
  ].join("\n");
}

export const replay = (bookings: number, seed: number) =>
  `npm run faults -- --bookings ${bookings} --seed ${seed}`;
