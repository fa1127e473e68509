import { expect } from "vitest";
import { Caller, stranger } from "./api";
import { sql } from "./stack";

export type Person = { api: Caller; email: string; userId: string };
export type Owner = Person & { researcherId: string; name: string; rateCents: number };

const DEMO_PASSWORD = "demo-password";

/** Of every account that `newReader` makes. */
export const READER_PASSWORD = "correct horse battery";

/** Signs in by `POST auth/token`. */
export async function signIn(email: string, password = DEMO_PASSWORD): Promise<Person> {
  const { status, body } = await stranger.post<{ access_token: string }>("/api/v1/auth/token", {
    email,
    password,
  });
  expect(status, `a token for ${email}`).toBe(200);
  const [user] = await sql<{ id: string }[]>`select id from users where email = ${email}`;
  if (!user) throw new Error(`no user has the address ${email}`);
  return { api: new Caller(body.access_token), email, userId: user.id };
}

/** A reader of the demo, from 1 to 50. */
export const demoReader = (number: number) =>
  signIn(`reader-${String(number).padStart(2, "0")}@colloquy.example`);

/** A reader nobody else uses, so that tests side by side do not meet. The address is confirmed by SQL. */
export async function newReader(): Promise<Person> {
  const email = `${crypto.randomUUID()}@readers.example`;
  const made = await stranger.post("/api/v1/auth/register", {
    name: `Ada ${crypto.randomUUID()}`,
    email,
    password: READER_PASSWORD,
    time_zone: "Europe/Lisbon",
  });
  expect(made.status, `registering ${email}`).toBe(201);
  await sql`update users set email_verified_at = now() where email = ${email}`;
  return signIn(email, READER_PASSWORD);
}

/** An administrator nobody else uses; made one by SQL. */
export async function newAdmin(): Promise<Person> {
  const person = await newReader();
  await sql`update users set is_admin = true where id = ${person.userId}`;
  return person;
}

/** The owner of a demo profile, signed in. */
export async function ownerOf(slug: string): Promise<Owner> {
  const [row] = await sql<
    { id: string; name: string; rateCents: number; email: string }[]
  >`select r.id, r.name, r.rate_cents as "rateCents", u.email
    from researchers r join users u on u.id = r.user_id where slug = ${slug}`;
  if (!row) throw new Error(`no researcher has the slug ${slug}`);
  const { id: researcherId, name, rateCents } = row;
  return { ...(await signIn(row.email)), researcherId, name, rateCents };
}

/** A listed researcher nobody else uses, in UTC and without hours, $100 an hour; made by SQL, then signed in. */
export async function newOwner(): Promise<Owner> {
  const person = await newReader();
  const [row] = await sql<{ id: string; name: string }[]>`
    insert into researchers (user_id, slug, name, email, rate_cents, standing, payout_country)
    select id, ${`r-${crypto.randomUUID()}`}, name, email, 10000, 'listed', 'GB'
    from users where id = ${person.userId} returning id, name`;
  if (!row) throw new Error("no researcher");
  return { ...person, researcherId: row.id, name: row.name, rateCents: 10_000 };
}

/** Opens a researcher's every day, from 9:00 to 17:00 on their clock. */
export async function openEveryDay({ researcherId }: Owner): Promise<void> {
  await sql`insert into availability_rules (researcher_id, weekday, start_minute, end_minute)
    select ${researcherId}, day, 540, 1020 from generate_series(0, 6) day`;
}
