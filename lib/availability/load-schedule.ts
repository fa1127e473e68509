import { sql } from "drizzle-orm";
import type { Database, Tx } from "@/db/client";
import { notFound } from "@/lib/platform/errors";
import { DAY_MS } from "@/lib/platform/time";
import { payoutsReach } from "@/lib/researchers/payout-countries";
import type { BusyInterval, Schedule, WeeklyRule } from "./schedule";

/** A researcher's schedule with what bookings need to know of its owner. */
export type LoadedSchedule = {
  researcherId: string;
  userId: string | null;
  name: string;
  slug: string;
  /** Published, and where payouts reach. */
  takesBookings: boolean;
  rateCents: number | null;
  requiresAcceptance: boolean;
  schedule: Schedule;
};

type Row = {
  id: string;
  user_id: string | null;
  name: string;
  slug: string;
  standing: string;
  rate_cents: number | null;
  requires_acceptance: boolean;
  payout_country: string | null;
  time_zone: string;
  session_minutes: number;
  step_minutes: number;
  buffer_before_minutes: number;
  buffer_after_minutes: number;
  minimum_notice_minutes: number;
  window_days: number;
  daily_maximum: number | null;
  rules: WeeklyRule[] | null;
  overrides: Schedule["overrides"] | null;
  time_off: Schedule["timeOff"] | null;
  travel: Schedule["travel"] | null;
  busy: BusyInterval[] | null;
};

/**
 * Loads everything that decides a researcher's slots from `from` (epoch ms) on, in one query.
 * A day of margin is kept before it, for buffers and the daily maximum.
 */
export async function loadSchedule(
  db: Database | Tx,
  researcherId: string,
  from: number,
): Promise<LoadedSchedule> {
  // A request may name any year; PostgreSQL reads none before the first.
  const since = new Date(Math.max(from - 2 * DAY_MS, 0)).toISOString();
  const sinceDate = since.slice(0, 10);
  const [row] = await db.execute<Row>(sql`
    select r.id, r.user_id, r.name, r.slug, r.standing, r.rate_cents, r.requires_acceptance,
      r.payout_country, r.time_zone, r.session_minutes, r.step_minutes, r.buffer_before_minutes,
      r.buffer_after_minutes, r.minimum_notice_minutes, r.window_days, r.daily_maximum,
      (select json_agg(json_build_object('weekday', weekday, 'startMinute', start_minute,
          'endMinute', end_minute) order by weekday, start_minute)
        from availability_rules where researcher_id = r.id) as rules,
      (select json_agg(json_build_object('date', date, 'ranges', ranges))
        from availability_overrides where researcher_id = r.id and date >= ${sinceDate}) as overrides,
      (select json_agg(json_build_object('startsAt', ${epochMs("starts_at")}, 'endsAt', ${epochMs("ends_at")}))
        from time_off where researcher_id = r.id and ends_at > ${since}) as time_off,
      (select json_agg(json_build_object('startsOn', starts_on, 'endsOn', ends_on,
          'timeZone', time_zone) order by starts_on, id)
        from travel where researcher_id = r.id and ends_on >= ${sinceDate}) as travel,
      (select json_agg(json_build_object('startsAt', ${epochMs("starts_at")}, 'endsAt', ${epochMs("ends_at")},
          'kind', kind)) from (
        select start_time as starts_at, end_time as ends_at, 'session' as kind
          from time_slots where researcher_id = r.id and not available and end_time > ${since}
        union all select starts_at, ends_at, 'external'
          from external_busy where researcher_id = r.id and ends_at > ${since}
        -- What lies beyond all that is known of a calendar is not offered.
        union all select covered_until, covered_until + interval '100 years', 'external'
          from external_calendars where researcher_id = r.id) claims) as busy
    from researchers r where r.id = ${researcherId}`);
  if (!row) throw notFound("Researcher");
  return {
    researcherId: row.id,
    userId: row.user_id,
    name: row.name,
    slug: row.slug,
    takesBookings: row.standing === "listed" && payoutsReach(row.payout_country),
    rateCents: row.rate_cents,
    requiresAcceptance: row.requires_acceptance,
    schedule: {
      timeZone: row.time_zone,
      rules: row.rules ?? [],
      overrides: row.overrides ?? [],
      timeOff: row.time_off ?? [],
      travel: row.travel ?? [],
      busy: row.busy ?? [],
      preferences: {
        sessionMinutes: row.session_minutes,
        stepMinutes: row.step_minutes,
        bufferBeforeMinutes: row.buffer_before_minutes,
        bufferAfterMinutes: row.buffer_after_minutes,
        minimumNoticeMinutes: row.minimum_notice_minutes,
        windowDays: row.window_days,
        dailyMaximum: row.daily_maximum,
      },
    },
  };
}

const epochMs = (column: string) => sql.raw(`(extract(epoch from ${column}) * 1000)::bigint`);
