import { type SQL, sql } from "drizzle-orm";
import { meetings, sessions } from "@/db/schema";
import { addHours } from "@/lib/platform/time";

const SOON_HOURS = 24;

/** Sessions that are booked for the next day, or on, and have no meeting link by now. */
export const isWithoutLink = (now: Date): SQL => sql`(
  ${sessions.state} = 'confirmed' and ${sessions.endsAt} > ${now.toISOString()}::timestamptz
  and ${sessions.startsAt} <= ${addHours(now, SOON_HOURS).toISOString()}::timestamptz
  and not exists (select from ${meetings}
    where ${meetings.sessionId} = ${sessions.id} and ${meetings.joinUrl} is not null))`;
