import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { addHours, addMinutes } from "@/lib/platform/time";
import { type MailWorld, mailWorld, makeBooking, STARTS_AT } from "./booking.fixture";
import { planReminders, sendDueReminders } from "./reminders";

let world: MailWorld;
beforeAll(async () => {
  world = await mailWorld();
});
afterAll(() => world?.close());
beforeEach(async () => {
  await fetch(`${world.sandbox.url}/_sandbox/mails`, { method: "DELETE" });
  await world.database.sql`truncate users, researchers, sessions cascade`;
});

async function run(now: Date) {
  await planReminders(world.ctx(now));
  await sendDueReminders(world.ctx(now));
}
const kinds = async (to: string) =>
  (await world.mails(to)).map(({ tags }) => tags.find(({ name }) => name === "kind")?.value);
const open = async () =>
  (await world.database.sql`select kind from reminders where settled_at is null`).length;

test("both parties hear a day and an hour ahead, once, however often the job runs", async () => {
  const { readerEmail, researcherEmail } = await makeBooking(world);
  await run(addHours(STARTS_AT, -25));
  expect(await kinds(readerEmail)).toEqual([]);
  for (const minutes of [-24 * 60, -24 * 60 + 1, -61, -60, -59, -1]) {
    await run(addMinutes(STARTS_AT, minutes));
  }
  expect(await kinds(readerEmail)).toEqual(["reminder-24h", "reminder-1h"]);
  expect(await kinds(researcherEmail)).toEqual(["reminder-24h", "reminder-1h"]);
  expect(await open()).toBe(0);
});

test("a session confirmed later than a reminder's time gets only the later one", async () => {
  const { readerEmail } = await makeBooking(world, {
    session: { confirmedAt: addHours(STARTS_AT, -20) },
  });
  await run(addHours(STARTS_AT, -19));
  await run(addMinutes(STARTS_AT, -59));
  expect(await kinds(readerEmail)).toEqual(["reminder-1h"]);
});

test("a day's reminder that comes later than two hours ahead is left out", async () => {
  const { readerEmail } = await makeBooking(world);
  await planReminders(world.ctx(addHours(STARTS_AT, -24)));
  await sendDueReminders(world.ctx(addMinutes(STARTS_AT, -119)));
  expect(await kinds(readerEmail)).toEqual([]);
  expect(await open()).toBe(1);
  await sendDueReminders(world.ctx(addMinutes(STARTS_AT, -30)));
  expect(await kinds(readerEmail)).toEqual(["reminder-1h"]);
});

test("a canceled session is not reminded of, and one that has begun neither", async () => {
  const canceled = await makeBooking(world);
  const begun = await makeBooking(world);
  await planReminders(world.ctx(addHours(STARTS_AT, -24)));
  await world.database.sql`
    update sessions set state = 'canceled', cancel_reason = 'reader_canceled'
    where id = ${canceled.sessionId}`;
  await sendDueReminders(world.ctx(STARTS_AT));
  expect(await world.mails(canceled.readerEmail)).toEqual([]);
  expect(await world.mails(begun.readerEmail)).toEqual([]);
  expect(await open()).toBe(0);
});

test("a moved session is reminded of at its new time only", async () => {
  const { sessionId, readerEmail } = await makeBooking(world);
  await planReminders(world.ctx(addHours(STARTS_AT, -24)));
  const moved = addHours(STARTS_AT, 48);
  await world.database.sql`
    update sessions set starts_at = ${moved.toISOString()}, ends_at = ${addHours(moved, 1).toISOString()}
    where id = ${sessionId}`;
  await run(addHours(STARTS_AT, -23));
  expect(await kinds(readerEmail)).toEqual([]);
  await run(addHours(moved, -23));
  await run(addMinutes(moved, -50));
  expect(await kinds(readerEmail)).toEqual(["reminder-24h", "reminder-1h"]);
  expect((await world.mails(readerEmail))[0]?.text).toContain(
    "Thursday 3 December 2026, 14:00–15:00",
  );
});

test("a mail about a new time within the last day stands for the day's reminder", async () => {
  const { sessionId, readerEmail } = await makeBooking(world);
  await world.database.sql`
    insert into sent_mails (key, kind, recipient, session_id, sent_at, created_at)
    values ('told', 'rescheduled', 'a@b.example', ${sessionId}, now(),
      ${addHours(STARTS_AT, -20).toISOString()})`;
  await run(addHours(STARTS_AT, -19));
  expect(await kinds(readerEmail)).toEqual([]);
});

test("one failing mailbox neither stops the other party nor other sessions, and is tried again", async () => {
  const bad = await makeBooking(world, { readerEmail: "fails-now@readers.example" });
  const good = await makeBooking(world);
  await run(addHours(STARTS_AT, -24));
  expect(await kinds(bad.researcherEmail)).toEqual(["reminder-24h"]);
  expect(await kinds(good.readerEmail)).toEqual(["reminder-24h"]);
  await world.database.sql`
    update users set email = 'works-now@readers.example' where id = ${bad.readerId}`;
  await run(addHours(STARTS_AT, -23));
  expect(await kinds("works-now@readers.example")).toEqual(["reminder-24h"]);
  expect(await kinds(bad.researcherEmail)).toEqual(["reminder-24h"]);
});

test("a session whose times cannot be told keeps no other's reminder waiting", async () => {
  const broken = await makeBooking(world);
  const other = await makeBooking(world);
  // As after an update that no longer knows a zone. Its reminder is due first.
  await world.database.sql`
    update users set time_zone = 'Nowhere/None' where email = ${broken.readerEmail}`;
  await planReminders(world.ctx(addHours(STARTS_AT, -25)));
  await world.database.sql`update reminders set due_at = due_at - interval '1 minute'
    where session_id in (select id from sessions where reader_id =
      (select id from users where email = ${broken.readerEmail}))`;
  await sendDueReminders(world.ctx(addHours(STARTS_AT, -24)));
  expect(await kinds(other.readerEmail)).toEqual(["reminder-24h"]);
});
