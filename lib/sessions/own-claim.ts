import type { Schedule } from "@/lib/availability/schedule";
import { MINUTE_MS } from "@/lib/platform/time";
import type { Session } from "./states";

/**
 * The schedule as one session finds it: its own claim is not in its way, and its length stays what
 * was paid for.
 */
export function withoutOwnClaim(
  schedule: Schedule,
  session: Pick<Session, "startsAt" | "endsAt">,
): Schedule {
  const startsAt = session.startsAt.getTime();
  const endsAt = session.endsAt.getTime();
  return {
    ...schedule,
    busy: schedule.busy.filter(
      (busy) => busy.kind !== "session" || busy.startsAt !== startsAt || busy.endsAt !== endsAt,
    ),
    preferences: { ...schedule.preferences, sessionMinutes: (endsAt - startsAt) / MINUTE_MS },
  };
}
