import { HostedCalendar } from "@/e2e/support/hosted-calendar";
import { type Cast, gatherCast } from "../support/cast";
import { Scene } from "../support/scene";
import { sandbox, sql } from "../support/stack";
import type { Known } from "./values";

const UNKNOWN = "00000000-0000-4000-8000-000000000000";

const dateIn = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** The people who send the requests, and what they can be about. */
export async function setWorld(): Promise<{ cast: Cast; known: Known }> {
  const cast = await gatherCast();
  const scene = await Scene.set(cast);
  const sessions = [];
  for (const make of [
    scene.held,
    scene.requested,
    scene.requested,
    scene.confirmed,
    scene.confirmed,
    scene.completed,
    scene.completed,
    scene.soon,
  ])
    sessions.push((await make()).session_id ?? "");
  sessions.push((await scene.reviewed()).session_id ?? "");
  sessions.push((await scene.reported()).session_id ?? "");
  const { researcherId } = cast.researcher;
  const [{ id: timeOff } = { id: "" }] = await sql<{ id: string }[]>`
    insert into time_off (researcher_id, starts_at, ends_at)
    values (${researcherId}, now() + interval '90 days', now() + interval '91 days') returning id`;
  const [{ id: travel } = { id: "" }] = await sql<{ id: string }[]>`
    insert into travel (researcher_id, starts_on, ends_on, time_zone)
    values (${researcherId}, ${dateIn(92)}, ${dateIn(93)}, 'Asia/Tokyo') returning id`;
  const calendar = new HostedCalendar(sandbox);
  await calendar.write();
  const slots = [...scene.freeSlotIds, "AAAA", "x"];
  const known: Known = {
    session_id: [...sessions, UNKNOWN],
    acknowledge: [sessions.slice(0, 4), [UNKNOWN]],
    researcher_id: [researcherId, cast.other.researcherId, UNKNOWN],
    paper_id: [scene.paperId, UNKNOWN],
    slot_id: slots,
    time_slot_id: slots,
    subscription_id: [UNKNOWN],
    request_id: [UNKNOWN],
    job_id: [UNKNOWN],
    time_off_id: [timeOff, UNKNOWN],
    travel_id: [travel, UNKNOWN],
    date: [dateIn(0), dateIn(5), dateIn(60), dateIn(94), dateIn(400)],
    start_date: [dateIn(95), dateIn(97)],
    end_date: [dateIn(96), dateIn(98)],
    payment_intent_id: ["pi_unknown", "pi_"],
    address: [`${crypto.randomUUID()}@fjordvik.example`, "ada@gmail.com"],
    availability: [{ monday: ["09:00-17:00"], sunday: ["22:00-26:00"] }, {}],
    hours: [["09:00-12:00"], []],
    timezone: ["Europe/Lisbon", "Pacific/Apia", "UTC", "Etc/GMT+12"],
    time_zone: ["Europe/Lisbon", "Pacific/Apia", "UTC", "Etc/GMT+12"],
    payout_country: ["GB", "BR", "US"],
    slug: [`s-${crypto.randomUUID()}`, cast.other.slug],
    month: [dateIn(0).slice(0, 7), "2026-13", "0000-01"],
    url: [calendar.url, "http://127.0.0.1:1/x.ics", "ftp://x.example/y.ics"],
    doi: ["10.5555/fjordvik.2025.014", "https://doi.org/10.5555/fjordvik.2024.101"],
    run_in_background: [true],
    limit: [1, 20, 100],
    email: [`${crypto.randomUUID()}@bad.example`, cast.reader.email, cast.admin.email],
    researcher_email: [`${crypto.randomUUID()}@bad.example`, cast.other.email],
  };
  return { cast, known };
}

/** What jobs and the counting of requests write by themselves. */
const OWN_LIFE = [
  "outbox",
  "meetings",
  "sent_mails",
  "reminders",
  "alerts",
  "rate_limits",
  "refunds",
];
const OWNERS = ["user_id", "reader_id", "researcher_id", "requested_by"];

/** Counts the rows that are about these people, in all tables that tell whose a row is. */
export async function rowCounter(cast: Cast): Promise<() => Promise<Record<string, number>>> {
  const people = Object.values(cast);
  const ids = people.flatMap((one) => [
    one.userId,
    ...("researcherId" in one ? [one.researcherId] : []),
  ]);
  const columns = await sql<{ table: string; columns: string[] }[]>`
    select table_name as table, array_agg(column_name::text) as columns
    from information_schema.columns join information_schema.tables using (table_schema, table_name)
    where table_schema = 'public' and table_type = 'BASE TABLE' and data_type = 'uuid'
      and column_name = any(${[...OWNERS, "session_id"]}) and table_name <> all(${OWN_LIFE})
    group by 1 order by 1`;
  const counts = columns.map(({ table, columns: names }) => {
    const [owner] = OWNERS.filter((name) => names.includes(name));
    const isTheirs = owner
      ? sql`${sql(owner)} = any(${ids})`
      : sql`session_id in (select id from sessions where reader_id = any(${ids}))`;
    return sql`select ${table} as name, count(*)::int as rows from ${sql(table)} where ${isTheirs}`;
  });
  const accounts = sql`
    select 'accounts' as name, count(*)::int as rows from users where email like '%@bad.example'`;
  const all = counts.reduce((before, next) => sql`${before} union all ${next}`, accounts);
  return async () => {
    const rows = await sql<{ name: string; rows: number }[]>`${all}`;
    return Object.fromEntries(rows.map(({ name, rows: count }) => [name, count]));
  };
}
