import { createHash } from "node:crypto";
import { and, eq, gt } from "drizzle-orm";
import { type externalCalendars, sessions } from "@/db/schema";
import { loadSchedule } from "@/lib/availability/load-schedule";
import type { Interval } from "@/lib/availability/open-hours";
import { sessionOfUid } from "@/lib/notifications/session-calendar";
import type { Ctx } from "@/lib/platform/context";
import { env } from "@/lib/platform/env";
import { DAY_MS } from "@/lib/platform/time";
import { readBusyTimes } from "./ics/read-busy-times";
import { fetchCalendar, type Version } from "./reach/fetch-calendar";

export type ExternalCalendar = typeof externalCalendars.$inferSelect;

/** Days beyond the booking window that are read as well, so that an unchanged file says enough for weeks. */
const DAYS_AHEAD = 30;

/** What a calendar says now. `coveredUntil`, in whole days, is how far it was read. */
export type Reading = Version & {
  busy: Interval[];
  digest: string;
  unreadableEvents: number;
  zones: string;
  coveredUntil: Date;
};

/**
 * Fetches a researcher's calendar and reads when it makes busy; null when it is what is known already.
 * Writes nothing. Throws FeedError.
 */
export async function lookIntoCalendar(
  ctx: Ctx,
  researcherId: string,
  calendar: { url: string; known: ExternalCalendar | null },
): Promise<Reading | null> {
  const { schedule } = await loadSchedule(ctx.db, researcherId, ctx.now.getTime());
  const { timeZone, travel, preferences } = schedule;
  const zones = JSON.stringify([timeZone, travel]);
  const today = Math.floor(ctx.now.getTime() / DAY_MS) * DAY_MS;
  const needed = today + (preferences.windowDays + 2) * DAY_MS;
  const version = versionFor(calendar.known, zones, needed);
  const fetched = await fetchCalendar(calendar.url, version, {
    allowedHosts: env().CALENDAR_FEED_ALLOWED_HOSTS,
  });
  if (fetched.kind === "unchanged") return null;
  const range = { startsAt: today - DAY_MS, endsAt: needed + DAYS_AHEAD * DAY_MS };
  const own = await ownSessions(ctx, researcherId, range.startsAt);
  const { busy, unreadable } = await readBusyTimes(fetched.text, {
    ...range,
    home: { timeZone, travel },
    isOwn: (uid) => own.has(sessionOfUid(uid) ?? ""),
  });
  return {
    busy,
    digest: createHash("sha256").update(JSON.stringify(busy)).digest("base64url"),
    unreadableEvents: unreadable,
    etag: fetched.etag,
    lastModified: fetched.lastModified,
    zones,
    coveredUntil: new Date(range.endsAt),
  };
}

/** Asking for changes only is enough while what is known still means the same, and reaches far enough. */
function versionFor(known: ExternalCalendar | null, zones: string, needed: number): Version {
  if (!known || known.zones !== zones || known.coveredUntil.getTime() < needed)
    return { etag: null, lastModified: null };
  return known;
}

/**
 * The researcher's own sessions. Who reads our feed, or has taken our invitations in, has them in
 * their calendar as well; a session that they book with somebody else keeps them busy like any event.
 */
async function ownSessions({ db }: Ctx, researcherId: string, since: number): Promise<Set<string>> {
  const rows = await db
    .select({ id: sessions.id })
    .from(sessions)
    .where(and(eq(sessions.researcherId, researcherId), gt(sessions.endsAt, new Date(since))));
  return new Set(rows.map(({ id }) => id));
}
