import { signInByCookie } from "./cookies";
import { newOwner, newReader, openEveryDay, type Person, READER_PASSWORD } from "./people";
import { sql } from "./stack";

/** Who tries everything, in the order of the tables' columns. */
export const WHO = [
  "nobody",
  "unverified",
  "stranger",
  "reader",
  "researcher",
  "other",
  "admin",
] as const;
export type Who = (typeof WHO)[number];
export type SignedIn = Exclude<Who, "nobody">;

/** Somebody with a token and a session cookie. */
export type Member = Person & { cookie: string; name: string };
export type Profiled = Member & { researcherId: string; slug: string };

/**
 * One person of each kind, known to no other test: `reader` books with `researcher`; `other` has a
 * profile too, `unverified` has not confirmed the address, `stranger` has an account and nothing else.
 */
export type Cast = Record<"unverified" | "stranger" | "reader" | "admin", Member> &
  Record<"researcher" | "other", Profiled>;

export async function gatherCast(): Promise<Cast> {
  const [unverified, stranger, reader, admin, researcher, other] = await Promise.all([
    member(),
    member(),
    member(),
    member(),
    profiled(),
    profiled(),
  ]);
  await sql`update users set email_verified_at = null where id = ${unverified.userId}`;
  await sql`update users set is_admin = true where id = ${admin.userId}`;
  return { unverified, stranger, reader, admin, researcher, other };
}

async function member(): Promise<Member> {
  const person = await newReader();
  const [row] = await sql<{ name: string }[]>`select name from users where id = ${person.userId}`;
  const cookie = await signInByCookie(person.email, READER_PASSWORD);
  return { ...person, name: row?.name ?? "", cookie };
}

/** The owner of a complete profile, open every day. */
async function profiled(): Promise<Profiled> {
  const owner = await newOwner();
  await openEveryDay(owner);
  const [row] = await sql<{ slug: string }[]>`
    update researchers set bio = 'Studies ice.', field = 'Climate science', expertise = '{drift}',
      affiliation = 'Fjordvik University'
    where id = ${owner.researcherId} returning slug`;
  const cookie = await signInByCookie(owner.email, READER_PASSWORD);
  return { ...owner, slug: row?.slug ?? "", cookie };
}
