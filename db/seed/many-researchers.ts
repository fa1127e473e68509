import type { Database } from "@/db/client";
import { nextAvailable } from "@/lib/availability/compute-slots";
import type { Schedule } from "@/lib/availability/schedule";
import { seedFields } from "./fields";
import { generator } from "./generator";
import { seedId } from "./seed-id";

const BATCH = 2_000;
const ZONES = [
  "Europe/London",
  "Europe/Oslo",
  "America/New_York",
  "America/St_Johns",
  "Europe/Athens",
  "America/Los_Angeles",
];
const GIVEN = [
  "Ada",
  "Bruno",
  "Célia",
  "Dmitri",
  "Edith",
  "Farid",
  "Greta",
  "Hamza",
  "Irène",
  "Jonah",
  "Keiko",
  "Lior",
  "Maud",
  "Niels",
  "Olga",
  "Pablo",
  "Renée",
  "Sven",
  "Thea",
  "Uma",
  "Viktor",
  "Wanda",
  "Yara",
  "Zoltán",
];
const FAMILY = [
  "Abbott",
  "Bergström",
  "Castellanos",
  "Dubois",
  "Eriksen",
  "Fontaine",
  "Grünwald",
  "Hadley",
  "Ibáñez",
  "Jørgensen",
  "Kaczmarek",
  "Lindholm",
  "Moretti",
  "Nakamura",
  "O'Rourke",
  "Petrov",
  "Quill",
  "Ravndal",
  "Sørensen",
  "Takahashi",
  "Ulrich",
  "Vasquez",
  "Winter",
  "Yilmaz",
];

/**
 * Adds `n` listed researchers, each with an account, two weekly rules and one paper, for measuring
 * the directory; 20,000 take about 5 s, and only as a superuser. The same `seed` makes the same people; different ones may be added to one database.
 */
export async function seedManyResearchers(
  db: Database,
  n: number,
  seed: number,
  now: Date = new Date(),
): Promise<void> {
  const random = generator(seed);
  const people = Array.from({ length: n }, (_, index) => invent(random, `${seed}-${index}`, now));
  for (let at = 0; at < n; at += BATCH) await insertBatch(db, people.slice(at, at + BATCH));
  await db.$client`analyze researchers, papers, paper_authors, availability_rules, users`;
}

type Invented = ReturnType<typeof invent>;

/** Rows travel as one JSON parameter: a bound parameter for each value would be slower to plan than to insert. */
async function insertBatch(db: Database, people: Invented[]): Promise<void> {
  await db.$client.begin(async (sql) => {
    const rows = JSON.stringify(people);
    // The triggers would write each search text twice, once more for its paper.
    await sql`set local session_replication_role = replica`;
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
        normalize_search(concat_ws(' | ', name,
          (select string_agg(word, ', ') from json_array_elements_text(expertise) word),
          field, affiliation, title))
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
  });
}

function invent(random: () => number, name: string, now: Date) {
  const pick = <T>(list: readonly T[]): T => {
    const item = list[Math.floor(random() * list.length)];
    if (item === undefined) throw new Error("Nothing to pick from");
    return item;
  };
  const { field, researchers } = pick(seedFields);
  const model = pick(researchers);
  const fullName = `${pick(GIVEN)} ${pick(FAMILY)}`;
  const ratings = Math.floor(random() * 20);
  const weekday = pick([0, 1, 2, 3, 4, 5, 6] as const);
  const startMinute = 480 + 30 * Math.floor(random() * 20);
  const timeZone = pick(ZONES);
  const next = nextAvailable(schedule(timeZone, weekday, startMinute), now.getTime());
  return {
    id: seedId(`many:researcher:${name}`),
    user_id: seedId(`many:user:${name}`),
    paper_id: seedId(`many:paper:${name}`),
    slug: `many-${name}`,
    name: fullName,
    email: `many-${name}@colloquy.example`,
    bio: model.bio,
    affiliation: pick(researchers).affiliation,
    field,
    expertise: [pick(model.expertise), pick(pick(researchers).expertise)],
    rate_cents: 100 * (60 + 5 * Math.floor(random() * 69)),
    verified: random() < 0.5,
    time_zone: timeZone,
    next_available_at: next === null ? null : new Date(next).toISOString(),
    rating_average: ratings > 0 ? 3 + Math.round(random() * 20) / 10 : null,
    rating_count: ratings,
    weekday,
    start_minute: startMinute,
    title: `${pick(model.expertise)} and ${pick(pick(seedFields).researchers).expertise[0]}: study ${name}`,
    doi: `10.5555/many.${name}`,
    year: 2000 + Math.floor(random() * 26),
  };
}

/** The same hours as the inserted rules: two days apart, three hours each. */
function schedule(timeZone: string, weekday: number, startMinute: number): Schedule {
  return {
    timeZone,
    rules: ([0, 1, 2, 3, 4, 5, 6] as const)
      .filter((day) => day === weekday || day === (weekday + 2) % 7)
      .map((day) => ({ weekday: day, startMinute, endMinute: startMinute + 180 })),
    overrides: [],
    timeOff: [],
    travel: [],
    busy: [],
    preferences: {
      sessionMinutes: 60,
      stepMinutes: 60,
      bufferBeforeMinutes: 0,
      bufferAfterMinutes: 0,
      minimumNoticeMinutes: 1440,
      windowDays: 60,
      dailyMaximum: null,
    },
  };
}
