import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { addResearchers } from "./directory.fixture";

let database: TestDatabase;
let [ada, ben] = ["", ""];
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  [ada = "", ben = ""] = await addResearchers(database, [
    { name: "Ada Ångström", field: "Physics", expertise: ["Optics & lasers", "--"] },
    { name: "Ben", field: "Physics" },
  ]);
});

async function textOf(id: string): Promise<string> {
  const [row] = await database.sql`
    select search_text as text, search_text = researcher_search_text(researchers) as fresh
    from researchers where id = ${id}`;
  expect(row?.fresh).toBe(true);
  return row?.text;
}

async function addPaper(title: string, year: number, authors: string[], sql = database.sql) {
  const [paper] = await sql<{ id: string }[]>`
    insert into papers (title, year, author_names) values (${title}, ${year}, '{}') returning id`;
  await sql`
    insert into paper_authors (paper_id, researcher_id, position)
    select ${paper?.id ?? ""}, id, 1 from unnest(${authors}::uuid[]) id`;
  return paper?.id ?? "";
}

test("a search text holds name, field, expertise and affiliation, folded, without what is only signs", async () => {
  expect(await textOf(ada)).toBe("ada angstrom | physics | optics lasers");
  await database.sql`update researchers set name = '***', affiliation = 'ETH Zürich' where id = ${ada}`;
  expect(await textOf(ada)).toBe(" | physics | optics lasers | eth zurich");
});

test("titles follow, newest first, as papers come, change, pass to another and go", async () => {
  const old = await addPaper("Old light", 1999, [ada]);
  const young = await addPaper("Young light", 2020, [ada, ben]);
  expect(await textOf(ada)).toMatch(/ \| young light \| old light$/);
  await database.sql`update papers set year = 2024, title = 'Older light' where id = ${old}`;
  expect(await textOf(ada)).toMatch(/ \| older light \| young light$/);
  await database.sql`update paper_authors set researcher_id = ${ben} where paper_id = ${old}`;
  expect(await textOf(ada)).toMatch(/lasers \| young light$/);
  expect(await textOf(ben)).toMatch(/ \| older light \| young light$/);
  await database.sql`delete from papers where id in (${old}, ${young})`;
  expect(await textOf(ada)).toBe("ada angstrom | physics | optics lasers");
  expect(await textOf(ben)).toBe("ben | physics");
});

test("of two papers that come at once neither is lost", async () => {
  let secondIsIn = Promise.resolve("");
  await database.sql.begin(async (first) => {
    await addPaper("First light", 2001, [ada, ben], first as unknown as typeof database.sql);
    secondIsIn = addPaper("Second light", 2002, [ben, ada]);
    await waitForLock();
  });
  await secondIsIn;
  expect(await textOf(ada)).toMatch(/second light \| first light/);
  expect(await textOf(ben)).toMatch(/second light \| first light/);
});

async function waitForLock(): Promise<void> {
  for (;;) {
    const [waiting] = await database.sql`
      select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    if (waiting) return;
  }
}

test("many papers at once write a text once", async () => {
  await database.sql.begin(async (sql) => {
    const writes = async () => {
      const [row] = await sql`
        select n_tup_upd::int as n from pg_stat_xact_user_tables where relname = 'researchers'`;
      return row?.n;
    };
    const before = await writes();
    await sql`
      with paper as (
        insert into papers (title, author_names)
        select 'Light ' || n, '{}' from generate_series(1, 30) n returning id
      )
      insert into paper_authors (paper_id, researcher_id, position) select id, ${ada}, 1 from paper`;
    expect((await writes()) - before).toBe(1);
  });
  expect(await textOf(ada)).toContain("light 30");
});

test("a text is found by its words, the name's words, the whole name and the other whole parts", async () => {
  const [row] = await database.sql`
    select tsvector_to_array(search_lexemes) as lexemes from researchers where id = ${ada}`;
  expect([...(row?.lexemes ?? [])].sort()).toEqual(
    "=optics lasers|=physics|@=ada angstrom|@ada|@angstrom|ada|angstrom|lasers|optics|physics".split(
      "|",
    ),
  );
});

test("words are taken up once, from visible profiles only, numbers and short words left out", async () => {
  const known = async (...words: string[]) =>
    (
      await database.sql<{ word: string }[]>`
        select word from directory_words where word = any(${words}) order by word`
    ).map(({ word }) => word);
  const [secret = ""] = await addResearchers(database, [
    { name: "Secretive Person", standing: "hidden", expertise: ["an account of 1848"] },
  ]);
  expect(await known("secretive", "optics", "physics")).toEqual(["optics", "physics"]);
  await addPaper("Secretive matters", 2020, [secret]);
  expect(await known("secretive", "matters")).toEqual([]);
  await database.sql`update researchers set standing = 'unclaimed' where id = ${secret}`;
  expect(await known("secretive", "matters", "1848", "an")).toEqual(["matters", "secretive"]);
  await addPaper("Further secretive writings", 2021, [secret]);
  expect(await known("secretive", "writings")).toEqual(["secretive", "writings"]);
});
