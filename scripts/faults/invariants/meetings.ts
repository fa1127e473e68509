import type { Invariant } from "./invariant";

/** Meetings at Zoom that were not deleted; the agenda's tag names the session. */
const AT_ZOOM = `
  with live as (
    select body->>'id' as id, body->>'host' as host, split_part(body->>'agenda', ' ', 3) as session_id,
      (body->>'startsAt')::timestamptz as starts_at,
      (body->>'startsAt')::timestamptz + (body->>'durationMinutes')::int * interval '1 minute' as ends_at
    from sandbox.objects where kind = 'zoom.meeting' and body->>'deletedAt' is null)`;

export const meetings: readonly Invariant[] = [
  {
    name: "a host is promised to one session at a time",
    holds: "always",
    breaches: `
      select one.session_id as subject, 'shares ' || one.host_email || ' with ' || other.session_id as found
      from meetings one join meetings other on other.host_email = one.host_email
        and other.session_id > one.session_id and other.blocking
        and tstzrange(one.starts_at, one.ends_at) && tstzrange(other.starts_at, other.ends_at)
      where one.blocking`,
  },
  {
    name: "a confirmed session has one meeting, at its time",
    holds: "settled",
    breaches: `${AT_ZOOM}
      select s.id as subject, concat_ws(' ', m.state, 'here; at Zoom', count(live.id), 'meetings',
        string_agg(live.id || ' at ' || live.starts_at, ', ')) as found
      from sessions s left join meetings m on m.session_id = s.id
      left join live on live.session_id = s.id::text
      where s.state = 'confirmed' and s.starts_at > :now
      group by s.id, m.session_id
      having count(live.id) <> 1 or m.session_id is null or m.state <> 'ready'
        or bool_or(live.id <> m.zoom_meeting_id or live.host <> m.host_email
          or live.starts_at <> s.starts_at or live.ends_at <> s.ends_at)`,
  },
  {
    name: "a session that does not take place has no meeting",
    holds: "settled",
    breaches: `${AT_ZOOM}
      select live.id as subject,
        'for session ' || live.session_id || ', ' || coalesce(s.state::text, 'unknown') as found
      from live left join sessions s on s.id::text = live.session_id
      where (s.id is null or s.state not in ('confirmed', 'completed'))`,
  },
  {
    name: "a host has one meeting at a time",
    holds: "settled",
    breaches: `${AT_ZOOM}
      select one.id as subject, 'overlaps ' || other.id || ' of ' || one.host as found
      from live one join live other on other.host = one.host and other.id > one.id
        and tstzrange(one.starts_at, one.ends_at) && tstzrange(other.starts_at, other.ends_at)`,
  },
];
