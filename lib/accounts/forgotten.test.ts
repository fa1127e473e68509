import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { accountDeletions, mutedMails, outreachRequests, users } from "@/db/schema";
import { apiGrants } from "@/db/schema/users";
import { registerUser } from "@/lib/auth/register-user";
import { shownAddress } from "@/lib/outreach/outreach-view";
import { isSuppressed } from "@/lib/outreach/suppressions";
import { stripe } from "@/lib/payments/stripe";
import type { UserActor } from "@/lib/platform/context";
import { isRemoved } from "@/lib/researchers/unclaimed/removed-people";
import { listReviews } from "@/lib/reviews/list-reviews";
import { getSession } from "@/lib/sessions/read-sessions";
import {
  type Accounts,
  createAccounts,
  EMAIL,
  makeWholePerson,
  NAME,
  PASSWORD,
} from "./accounts.fixture";
import { deleteAccount } from "./delete-account";
import { finishDeletion, listUnfinishedDeletions } from "./finish-deletion";

let world: Accounts;
let person: UserActor;
beforeAll(async () => {
  world = await createAccounts();
  person = await makeWholePerson(world);
});
afterAll(() => world?.close());

/** Tables that this person has nothing in, and why. */
const WITHOUT_THEM: Record<string, string> = {
  account_deletions: "written by the deletion itself",
  admin_acts: "ids of who did what to what",
  failed_jobs: "ids that events carry",
  job_ticks: "when jobs ran",
  removed_people: "written by the deletion itself: hashes",
  source_turns: "when sources may be asked again",
  webhook_events: "ids of events",
  webhook_failures: "ids of events",
};

/** Where the name may still stand afterwards, and why. */
const MAY_STAY: Record<string, string> = {
  "directory_words.slips": "made of the words beside it",
  "directory_words.word": "single words of all profiles there ever were, belonging to nobody",
  "idempotency_keys.body": "an answer to somebody who was not signed in, for 25 hours",
  "paper_byline.name": "as the paper prints it",
  "papers.author_names": "as the paper prints it",
};

/** Every column of the database that can hold a text, whoever has added it. */
async function textColumns(): Promise<{ table: string; column: string }[]> {
  const rows = await world.sql`
    select c.table_name as "table", c.column_name as "column"
    from information_schema.columns c
    join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
      and (c.data_type in ('text', 'character varying', 'character', 'json', 'jsonb', 'tsvector', 'ARRAY')
        or c.udt_name = 'citext')
    order by 1, 2`;
  return rows.map(({ table, column }) => ({ table, column }));
}

async function whereTheyStand(): Promise<string[]> {
  const found: string[] = [];
  for (const { table, column } of await textColumns()) {
    const [row] = await world.sql`
      select 1 from ${world.sql(table)}
      where ${world.sql(column)}::text ~* 'wilhelmina|quastenberg|0000-0002-1825-0097' limit 1`;
    if (row) found.push(`${table}.${column}`);
  }
  return found;
}

test("this person has a row in every table that can hold anything of a person", async () => {
  const tables = await world.sql`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`;
  const empty: string[] = [];
  for (const { name } of tables) {
    const [row] = await world.sql`select 1 from ${world.sql(name)} limit 1`;
    if (!row) empty.push(name);
  }
  expect(empty).toEqual(Object.keys(WITHOUT_THEM));
  expect((await whereTheyStand()).length).toBeGreaterThan(40);
});

test("deleted, the person is nowhere, but for what may stay", async () => {
  const { id } = person;
  await deleteAccount(world.as(person), { password: PASSWORD, cancel_sessions: false });
  const [address, ...stays] = await whereTheyStand();
  // Until the last mail is out.
  expect(address).toBe("account_deletions.email");
  expect(stays).toEqual(Object.keys(MAY_STAY));
  expect(await listUnfinishedDeletions(world.system())).toEqual([id]);
  await finishDeletion(world.system(), id);
  expect(await whereTheyStand()).toEqual(Object.keys(MAY_STAY));
  expect(await listUnfinishedDeletions(world.system())).toEqual([]);
  const mails = await world.mails(EMAIL);
  expect(mails.map(({ subject }) => subject)).toEqual(["Your account is deleted"]);
  await finishDeletion(world.system(), id);
  expect(await world.mails(EMAIL)).toHaveLength(1);
});

test("nobody is in the account any more, and its membership and customer are gone at Stripe", async () => {
  const [row] = await world.db.select().from(users).where(eq(users.id, person.id));
  expect(row).toMatchObject({
    name: "Former reader",
    email: `deleted:${person.id}`,
    passwordHash: null,
    stripeCustomerId: null,
    sessionVersion: 2,
  });
  const grants = await world.db.select().from(apiGrants).where(eq(apiGrants.userId, person.id));
  expect(grants).toEqual([]);
  expect(await world.db.select().from(mutedMails)).toEqual([]);
  expect(await world.row(person.id)).toMatchObject({ state: "canceled" });
  const { data } = await stripe().customers.list({ limit: 100 });
  expect(data.filter(({ metadata }) => metadata.user_id === person.id)).toEqual([]);
  expect(await world.db.select().from(accountDeletions)).toMatchObject([
    { userId: person.id, email: null },
  ]);
});

test("the money and the sessions are as they were, the other party meets nobody they know", async () => {
  const sessions = await world.sql`select id, reader_id, researcher_id from sessions`;
  expect(sessions).toHaveLength(2);
  for (const table of ["payouts", "disputes", "refunds", "reviews"])
    expect((await world.sql`select 1 from ${world.sql(table)}`).length).toBe(2);
  // Two sessions, and a month of membership.
  expect(await world.sql`select 1 from payments where captured_cents > 0`).toHaveLength(3);
  for (const { id, reader_id: readerId } of sessions) {
    const [party] = await world.sql`
      select u.id, r.id as "researcherId" from users u left join researchers r on r.user_id = u.id
      where u.id <> ${person.id} and (u.id = ${readerId} or r.id = (select researcher_id from sessions where id = ${id}))`;
    const other = { ...person, id: String(party?.id), researcherId: party?.researcherId ?? null };
    const seen = await getSession(world.as(other), { sessionId: id });
    if (readerId !== person.id) expect(seen.researcherName).toBe("Former researcher");
    else {
      expect(seen.readerName).toBe("Former reader");
      const { items } = await listReviews(world.as(other), { researcherId: seen.researcherId });
      expect(items.map(({ readerName }) => readerName)).toEqual(["Former reader"]);
    }
  }
});

test("the address can sign up anew, is still left alone, and no profile is collected again", async () => {
  expect(await isSuppressed(world.db, EMAIL)).toBe(true);
  expect(await isRemoved(world.db, { name: NAME, dois: ["10.5555/tides"] })).toBe(true);
  expect(await isRemoved(world.db, { name: "", openalexId: "A_quastenberg" })).toBe(true);
  const ctx = { ...world.as(person), actor: { kind: "nobody" } as const };
  const made = await registerUser(ctx, {
    name: NAME,
    email: EMAIL,
    password: PASSWORD,
    timeZone: "UTC",
    returnTo: null,
  });
  expect(made.id).not.toBe(person.id);
});

test("whoever asked for the person still has their request, without the address", async () => {
  const rows = await world.db.select().from(outreachRequests);
  expect(rows.map(shownAddress)).toEqual(["(removed)"]);
  expect(rows.map(({ email, status }) => ({ email, status }))).toEqual([
    { email: `deleted:${person.id}`, status: "declined" },
  ]);
});
