import type { TransactionSql } from "postgres";
import type { Database } from "@/db/client";
import { type Invented, inventPeople } from "./many-people";

const BATCH = 2_000;

/**
 * Adds `n` listed researchers, each with an account, two weekly rules and one paper, for measuring
 * the directory; 20,000 take about 5 s, and only as a superuser. The same `seed` makes the same people;
 * different ones may be added to one database.
 */
export async function seedManyResearchers(
  db: Database,
  n: number,
  seed: number,
  now: Date = new Date(),
): Promise<void> {
  const people = inventPeople(n, seed, now);
  await db.$client.begin(async (sql) => {
    await sql`set local statement_timeout = 0`;
    // The triggers would write each search text twice, once more for its paper.
    await sql`set local session_replication_role = replica`;
    const indexes = await setAsideIndexes(sql);
    for (let at = 0; at < n; at += BATCH) await insertBatch(sql, people.slice(at, at + BATCH));
    await sql`select learn_words(array(select search_text from researchers where slug like ${`many-${seed}-%`}))`;
    for (const { indexdef } of indexes) await sql.unsafe(indexdef);
    await sql`analyze researchers, papers, paper_authors, availability_rules, users, directory_words`;
  });
}

/** Built over all rows at once they take a fraction of the time. */
async function setAsideIndexes(sql: TransactionSql) {
  const indexes = await sql<{ indexname: string; indexdef: string }[]>`
    select indexname, indexdef from pg_indexes
    where tablename = 'researchers' and schemaname = current_schema()
      and not exists (select from pg_constraint where conname = indexname)`;
  for (const { indexname } of indexes) await sql`drop index ${sql(indexname)}`;
  return indexes;
}

/** Rows travel as one JSON parameter: a bound parameter for each value would be slower to plan than to insert. */
async function insertBatch(sql: TransactionSql, people: Invented[]): Promise<void> {
  const rows = JSON.stringify(people);
  await sql`
      insert into users (id, name, email, email_verified_at, time_zone)
      select user_id, name, email, now(), time_zone
      from json_to_recordset(${rows}::json)
        as r(user_id uuid, name text, email citext, time_zone text)`;
  await sql`
      insert into papers (id, title, doi, year, venue, author_names)
      select paper_id, title, doi, year, 'Journal of Large Directories', array[name]
      from json_to_recordset(${rows}::json)
        as r(paper_id uuid, title text, doi citext, year smallint, name text)`;
  await sql`
      insert into researchers (id, user_id, slug, name, email, bio, affiliation, field, expertise,
        rate_cents, verified, time_zone, standing, payout_country, next_available_at,
        rating_average, rating_count, search_text)
      select id, user_id, slug, name, email, bio, affiliation, field,
        (select array_agg(word) from json_array_elements_text(expertise) word),
        rate_cents, verified, time_zone, 'listed', 'GB', next_available_at, rating_average, rating_count,
        search_text_of(name, field
          || array(select word from json_array_elements_text(expertise) word) || affiliation || title)
      from json_to_recordset(${rows}::json)
        as r(id uuid, user_id uuid, slug text, name text, email citext, bio text, affiliation text,
          field text, expertise json, rate_cents int, verified boolean, time_zone text,
          next_available_at timestamptz, rating_average real, rating_count int, title text)`;
  await sql`
      insert into availability_rules (researcher_id, weekday, start_minute, end_minute)
      select id, (weekday + shift) % 7, start_minute, start_minute + 180
      from json_to_recordset(${rows}::json) as r(id uuid, weekday int, start_minute int),
        (values (0), (2)) as days(shift)`;
  await sql`
      insert into paper_authors (paper_id, researcher_id, position, is_primary)
      select paper_id, id, 1, true from json_to_recordset(${rows}::json) as r(paper_id uuid, id uuid)`;
}
