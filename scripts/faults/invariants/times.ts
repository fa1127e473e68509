import type { Invariant } from "./invariant";

const LIVE = "('held', 'expiring', 'requested', 'confirmed', 'completed')";

const overlapOf = (whose: "researcher" | "reader"): Invariant => ({
  name: `a ${whose} has one session at a time`,
  holds: "always",
  breaches: `
    select one.id as subject, 'overlaps ' || other.id as found
    from sessions one join sessions other on other.${whose}_id = one.${whose}_id
      and other.id > one.id and other.state in ${LIVE}
      and tstzrange(one.starts_at, one.ends_at) && tstzrange(other.starts_at, other.ends_at)
    where one.state in ${LIVE}`,
});

/** Nothing is sold twice, and nothing that is free is blocked. */
export const times: readonly Invariant[] = [
  overlapOf("researcher"),
  overlapOf("reader"),
  {
    name: "a live session has claimed its time, and nobody else claims one",
    holds: "always",
    breaches: `
      select coalesce(s.id::text, slot.id) as subject,
        concat_ws(' ', s.state, s.starts_at, 'claims', slot.start_time, slot.available) as found
      from (select * from sessions where state in ('held', 'expiring', 'requested', 'confirmed')) s
      full join (select * from time_slots where not available) slot on slot.session_id = s.id
      where (s.id is null or slot.id is null
        or slot.start_time <> s.starts_at or slot.end_time <> s.ends_at
        or slot.researcher_id <> s.researcher_id)
        -- A session that has taken place keeps its time.
        and not exists (select from sessions past
          where past.id = slot.session_id and past.state = 'completed')`,
  },
  {
    name: "no hold outlives its time",
    holds: "settled",
    breaches: `
      select id as subject, state || ' until ' || hold_expires_at as found from sessions
      where state = 'expiring' or (state = 'held' and hold_expires_at <= :now)`,
  },
  {
    name: "no request waits beyond its deadline",
    holds: "settled",
    breaches: `
      select id as subject, 'to be answered by ' || answer_by as found from sessions
      where state = 'requested' and answer_by <= :now`,
  },
  {
    name: "a session that is over is completed",
    holds: "settled",
    breaches: `
      select id as subject, 'ended at ' || ends_at as found from sessions
      where state = 'confirmed' and ends_at <= :now`,
  },
];
