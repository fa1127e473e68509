import type { TestDatabase } from "@/db/testing";
import type { Schedule } from "@/lib/availability/schedule";
import { MINUTE_MS } from "@/lib/platform/time";

/** A time that a session got, and the schedule by which it may have it. Epoch ms. */
export type Evidence = { startsAt: number; endsAt: number; schedule: Schedule };

type Row = {
  is_move: boolean;
  starts_ms: number;
  ends_ms: number;
  researcher: Record<string, number | string | null>;
  rules: Record<string, number>[] | null;
  overrides: { date: string; ranges: { startMinute: number; endMinute: number }[] }[] | null;
  time_off: { starts_at: string; ends_at: string }[] | null;
  travel: { starts_on: string; ends_on: string; time_zone: string }[] | null;
  busy: { start_time: string; end_time: string }[] | null;
};

/**
 * Lets the database itself write down, whenever a session gets its time, the schedule that was in force
 * at that moment: whatever the code believed, this is what had been committed.
 */
export async function witnessHours({ sql }: Pick<TestDatabase, "sql">): Promise<void> {
  await sql.unsafe(`
    create table evidence (
      session_id uuid, is_move boolean, starts_at timestamptz, ends_at timestamptz,
      researcher jsonb, rules jsonb, overrides jsonb, time_off jsonb, travel jsonb, busy jsonb
    );
    create function witness() returns trigger language plpgsql as $$
    begin
      insert into evidence select new.id, tg_op = 'UPDATE', new.starts_at, new.ends_at,
        (select to_jsonb(r) from researchers r where r.id = new.researcher_id),
        (select jsonb_agg(to_jsonb(a)) from availability_rules a where a.researcher_id = new.researcher_id),
        (select jsonb_agg(to_jsonb(o)) from availability_overrides o where o.researcher_id = new.researcher_id),
        (select jsonb_agg(to_jsonb(t)) from time_off t where t.researcher_id = new.researcher_id),
        (select jsonb_agg(to_jsonb(j) order by j.starts_on, j.id) from travel j where j.researcher_id = new.researcher_id),
        (select jsonb_agg(to_jsonb(s)) from time_slots s
          where s.researcher_id = new.researcher_id and not s.available and s.session_id <> new.id);
      return new;
    end $$;
    create trigger witness_insert after insert on sessions for each row execute function witness();
    create trigger witness_move after update of starts_at on sessions for each row
      when (old.starts_at <> new.starts_at) execute function witness();`);
}

/** What was written down of a researcher's sessions, in words of the schedule. */
export async function evidenceOf(
  { sql }: Pick<TestDatabase, "sql">,
  researcherId: string,
): Promise<Evidence[]> {
  const rows = await sql<Row[]>`
    select *, extract(epoch from starts_at)::float8 * 1000 as starts_ms,
      extract(epoch from ends_at)::float8 * 1000 as ends_ms
    from evidence where researcher ->> 'id' = ${researcherId}`;
  return rows.map((row) => {
    const schedule = scheduleOf(row);
    // A session that moves keeps the length that was paid for, whatever has become of new ones.
    if (row.is_move)
      schedule.preferences.sessionMinutes = (row.ends_ms - row.starts_ms) / MINUTE_MS;
    return { startsAt: row.starts_ms, endsAt: row.ends_ms, schedule };
  });
}

function scheduleOf({ researcher, rules, overrides, time_off, travel, busy }: Row): Schedule {
  const minutes = (column: string) => Number(researcher[column]);
  return {
    timeZone: String(researcher.time_zone),
    rules: (rules ?? []).map((rule) => ({
      weekday: rule.weekday as Schedule["rules"][number]["weekday"],
      startMinute: Number(rule.start_minute),
      endMinute: Number(rule.end_minute),
    })),
    overrides: (overrides ?? []).map(({ date, ranges }) => ({ date, ranges })),
    timeOff: (time_off ?? []).map((off) => ({
      startsAt: Date.parse(off.starts_at),
      endsAt: Date.parse(off.ends_at),
    })),
    travel: (travel ?? []).map((journey) => ({
      startsOn: journey.starts_on,
      endsOn: journey.ends_on,
      timeZone: journey.time_zone,
    })),
    busy: (busy ?? []).map((slot) => ({
      startsAt: Date.parse(slot.start_time),
      endsAt: Date.parse(slot.end_time),
      kind: "session",
    })),
    preferences: {
      sessionMinutes: minutes("session_minutes"),
      stepMinutes: minutes("step_minutes"),
      bufferBeforeMinutes: minutes("buffer_before_minutes"),
      bufferAfterMinutes: minutes("buffer_after_minutes"),
      minimumNoticeMinutes: minutes("minimum_notice_minutes"),
      windowDays: minutes("window_days"),
      dailyMaximum: researcher.daily_maximum === null ? null : minutes("daily_maximum"),
    },
  };
}
