import type { World } from "@/lib/sessions/sessions.fixture";
import { calendar, event } from "./ics/ics.fixture";

/** `20260304T090000Z` of a Date. */
const stamp = (at: Date) => at.toISOString().replace(/[-:]|\.\d+/g, "");

export const meeting = (from: Date, to: Date, ...more: string[]) =>
  event(`DTSTART:${stamp(from)}`, `DTEND:${stamp(to)}`, ...more);

/** A calendar on the sandbox's host, to write, read and count. */
export function hostedCalendar({ sandbox }: World, name: string = crypto.randomUUID()) {
  const control = `${sandbox.url}/_sandbox/calendars/${name}`;
  return {
    url: `${sandbox.url}/calendars/${name}.ics`,
    path: `/calendars/${name}.ics`,
    write: (...components: string[][]) =>
      fetch(control, { method: "PUT", body: calendar(...components) }),
    remove: () => fetch(control, { method: "DELETE" }),
    /** How often it was read, by status. */
    async reads(): Promise<Record<string, number>> {
      const answer = (await (await fetch(control)).json()) as { reads: Record<string, number> };
      return answer.reads;
    },
  };
}
