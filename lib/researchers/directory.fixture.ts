import type { TestDatabase } from "@/db/testing";
import type { Ctx } from "@/lib/platform/context";

export type Someone = {
  name: string;
  standing?: "listed" | "unclaimed" | "hidden";
  field?: string;
  expertise?: string[];
  affiliation?: string;
  rateCents?: number;
  verified?: boolean;
  nextAvailableAt?: string | null;
  ratingAverage?: number | null;
  ratingCount?: number;
};

export const NOW = new Date("2026-03-02T09:00:00Z");

export const readerless = ({ db }: TestDatabase): Ctx => ({
  db,
  actor: { kind: "nobody" },
  now: NOW,
});

/** Puts researchers into the directory, each with an account when listed, and gives their ids in order. */
export async function addResearchers({ sql }: TestDatabase, people: Someone[]): Promise<string[]> {
  const rows = people.map((person, at) => ({
    number: at,
    name: person.name,
    standing: person.standing ?? "listed",
    field: person.field ?? "Physics",
    expertise: person.expertise ?? [],
    affiliation: person.affiliation ?? null,
    rate_cents: person.standing === "unclaimed" ? null : (person.rateCents ?? 15_000),
    verified: person.verified ?? false,
    next_available_at: person.nextAvailableAt ?? null,
    rating_average: person.ratingAverage ?? null,
    rating_count: person.ratingCount ?? 0,
  }));
  const added = await sql<{ id: string; verified: boolean }[]>`
    with person as (
      select *, gen_random_uuid() as account from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as p(
        number int, name text, standing researcher_standing, field text, expertise text[], affiliation text,
        rate_cents int, verified boolean, next_available_at timestamptz, rating_average real, rating_count int)
    ), account as (
      insert into users (id, name, email)
      select account, name, account || '@example.org' from person where standing <> 'unclaimed'
    ), added as (
      insert into researchers (user_id, slug, name, email, standing, field, expertise, affiliation,
        rate_cents, next_available_at, rating_average, rating_count)
      select case when standing <> 'unclaimed' then account end, account::text, name,
        case when standing <> 'unclaimed' then account || '@example.org' end, standing, field, expertise,
        affiliation, rate_cents, next_available_at, rating_average, rating_count
      from person returning id, slug
    )
    select added.id, verified from added join person on person.account::text = added.slug order by number`;
  await sql`
    insert into verification_proofs (researcher_id, kind, subject, proved_at)
    select id, 'institution_email', 'Avalon', ${NOW.toISOString()}::timestamptz
    from unnest(${added.filter(({ verified }) => verified).map(({ id }) => id)}::uuid[]) id`;
  return added.map(({ id }) => id);
}
