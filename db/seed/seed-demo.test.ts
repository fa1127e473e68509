import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { verifyPassword } from "@/lib/auth/password-hash";
import { seedFields } from "./fields";
import { pastSessions } from "./past-sessions";
import { listedRows } from "./researcher-rows";
import { seedDemo } from "./seed-demo";

const NOW = new Date("2026-11-23T09:20:00Z");
let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  await seedDemo(database.url, NOW);
});
afterAll(() => database?.close());

async function contents() {
  const { sql } = database;
  const tables = await sql<{ name: string }[]>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' order by 1`;
  const digests: Record<string, string> = {};
  for (const { name } of tables) {
    const [row] = await sql<{ digest: string }[]>`
      select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as digest from ${sql(name)} t`;
    digests[name] = row?.digest ?? "";
  }
  return digests;
}

test("the demo has at least what the design asks for", async () => {
  const [counts] = await database.sql`
    select count(*) filter (where standing = 'listed')::int as listed,
      count(*) filter (where standing = 'unclaimed')::int as unclaimed,
      count(distinct field)::int as fields,
      count(distinct time_zone)::int as zones,
      count(*) filter (where standing = 'listed' and next_available_at is null)::int as never_free,
      min(rate_cents)::int as lowest, max(rate_cents)::int as highest
    from researchers`;
  expect(counts).toMatchObject({
    fields: 8,
    unclaimed: 7,
    never_free: 0,
    lowest: 6000,
    highest: 40000,
  });
  expect(counts?.listed).toBeGreaterThanOrEqual(24);
  expect(counts?.zones).toBeGreaterThanOrEqual(6);
  const [papers] = await database.sql`select count(*)::int as n from papers`;
  expect(papers?.n).toBe(40);
  const zones = await database.sql`select time_zone from researchers where slug = 'siobhan-power'`;
  expect(zones[0]?.time_zone).toBe("America/St_Johns");
});

test("every paper has an author who is known here, at the printed place", async () => {
  const wrong = await database.sql`
    select p.title from papers p
    where not exists (select from paper_authors a where a.paper_id = p.id)
      or exists (select from paper_authors a join researchers r on r.id = a.researcher_id
        where a.paper_id = p.id and p.author_names[a.position] <> r.name)`;
  expect(wrong).toEqual([]);
});

test("the accounts sign in with the demo's password", async () => {
  const users = await database.sql<{ email: string; password_hash: string }[]>`
    select email, password_hash from users where email in ('reader@colloquy.example',
      'researcher@colloquy.example', 'careful@colloquy.example', 'admin@colloquy.example',
      'reader-01@colloquy.example', 'reader-50@colloquy.example') and email_verified_at is not null`;
  expect(users).toHaveLength(6);
  expect(await verifyPassword(users[0]?.password_hash ?? "", "demo-password")).toBe(true);
  const owned = await database.sql`
    select r.slug, r.requires_acceptance from researchers r join users u on u.id = r.user_id
    where u.email in ('researcher@colloquy.example', 'careful@colloquy.example') order by 1`;
  expect(owned).toEqual([
    { slug: "amara-okafor", requires_acceptance: false },
    { slug: "henrik-solberg", requires_acceptance: true },
  ]);
});

test("sessions are past, paid, and their reviews make the ratings", async () => {
  const [found] = await database.sql`
    select count(*) filter (where ends_at > ${NOW.toISOString()})::int as future,
      count(*) filter (where state = 'completed')::int as completed,
      count(*) filter (where not exists (select from payments p where p.session_id = s.id
        and p.status = 'completed' and p.captured_cents = s.price_cents))::int as unpaid
    from sessions s`;
  expect(found).toMatchObject({ future: 0, unpaid: 0 });
  expect(found?.completed).toBeGreaterThan(35);
  const wrong = await database.sql`
    select r.slug from researchers r left join reviews v on v.researcher_id = r.id group by r.id
    having count(v.id) <> r.rating_count or abs(avg(v.rating) - r.rating_average) > 0.001`;
  expect(wrong).toEqual([]);
});

test("every session that took place owes its researcher the price less the fee, paid or still to come", async () => {
  const [found] = await database.sql`
    select count(*) filter (where p.id is null)::int as unpaid,
      count(*) filter (where p.gross_cents <> s.price_cents)::int as wrong,
      array_agg(distinct p.status::text) as states
    from sessions s left join payouts p on p.session_id = s.id where s.state = 'completed'`;
  expect(found).toEqual({ unpaid: 0, wrong: 0, states: ["blocked", "due", "paid"] });
  const late = await database.sql`
    select s.id from sessions s join researchers r on r.id = s.researcher_id
    join payouts p on p.session_id = s.id
    where r.slug = 'amara-okafor' and p.due_at > ${NOW.toISOString()}`;
  expect(late).toHaveLength(1);
});

test("seeding again, even weeks later and after edits, changes nothing", async () => {
  await database.sql`delete from availability_overrides`;
  await database.sql`update users set name = 'Renamed' where email = 'reader@colloquy.example'`;
  const before = await contents();
  expect(await seedDemo(database.url, new Date(NOW.getTime() + 20 * 86_400_000))).toBe(0);
  expect(await contents()).toEqual(before);
});

test("every day of a year can be the seeding day", () => {
  for (let day = 0; day < 366; day += 13) {
    const now = new Date(NOW.getTime() + day * 86_400_000);
    for (const { field, researchers } of seedFields) {
      for (const person of researchers) {
        expect(
          listedRows(person, field, now).researcher.nextAvailableAt,
          person.slug,
        ).not.toBeNull();
        pastSessions(person, undefined, now);
      }
    }
  }
});
