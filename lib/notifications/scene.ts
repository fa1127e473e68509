import { env } from "@/lib/platform/env";
import { minutesBetween } from "@/lib/platform/time";
import type { Booking, Person } from "./load-booking";
import { clocksDiffer, formatShort, formatWhen, formatWhenElsewhere } from "./when";

export type Audience = "reader" | "researcher";

/** A booking as one of its two parties sees it, in words. */
export type Scene = {
  booking: Booking;
  audience: Audience;
  recipient: Person;
  other: Person;
  /** The times in the recipient's zone. */
  when: string;
  /** The times in the other's zone; undefined when their clocks agree. */
  whenElsewhere: string | undefined;
  shortWhen: string;
  minutes: number;
  /** The session's page for this party. */
  page: string;
};

/** How the booking looks to the reader or to the researcher. */
export function sceneFor(booking: Booking, audience: Audience): Scene {
  const { session, reader, researcher } = booking;
  const [recipient, other] = audience === "reader" ? [reader, researcher] : [researcher, reader];
  const near = recipient.timeZone;
  const isElsewhere = clocksDiffer(session.startsAt, near, other.timeZone);
  return {
    booking,
    audience,
    recipient,
    other,
    when: formatWhen(session, near),
    whenElsewhere: isElsewhere ? formatWhenElsewhere(session, other.timeZone, near) : undefined,
    shortWhen: formatShort(session.startsAt, near),
    minutes: minutesBetween(session.startsAt, session.endsAt),
    page: appLink(`/${audience === "reader" ? "sessions" : "dashboard/bookings"}/${session.id}`),
  };
}

export const appLink = (path: string) => new URL(path, env().APP_URL).href;
