import { inArray } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { alerts, outbox } from "@/db/schema";
import { type Alert, recordAlert } from "@/lib/platform/alerts";
import { FaultInput } from "@/sandbox/faults";
import { ALERT_KINDS, guidanceFor } from "./alert-guidance";
import { type MailWorld, mailWorld, NOW } from "./booking.fixture";
import { ALERT_MAILS_AN_HOUR, sendAlert } from "./send-alert";
import { sendAlertDigest } from "./send-alert-digest";

const HOUR_MS = 3_600_000;
const hours = (count: number) => new Date(NOW.getTime() + count * HOUR_MS);

let world: MailWorld;
beforeAll(async () => {
  world = await mailWorld();
});
beforeEach(() => world.database.sql`truncate alerts, outbox, sent_mails cascade`);
afterAll(() => world.close());

let known = 0;
/** The operator's mails since last asked, as they are read. */
async function newMails() {
  const all = await world.mails("admin@colloquy.example");
  const fresh = all.slice(known);
  known = all.length;
  return fresh.map(({ subject, text }) => ({ subject, text: text.replace(/\s+/g, " ") }));
}

/** Raises each alert twice, and runs what their events set off three times. */
async function raise(found: Alert[], now = NOW): Promise<void> {
  const { db } = world.database;
  for (const alert of [...found, ...found]) await recordAlert(db, alert);
  const events = await db.select().from(outbox).orderBy(outbox.createdAt);
  expect(events).toHaveLength(found.length);
  const ids = events.map(({ data }) => String(data.alertId));
  await db.update(alerts).set({ createdAt: now }).where(inArray(alerts.id, ids));
  for (const id of [...ids, ...ids, ...ids]) await sendAlert(world.ctx(now), id).catch(() => {});
  await db.delete(outbox);
}

const alertOf = (kind: Alert["kind"], subject = "1"): Alert => ({
  kind,
  subject,
  message: `What happened to ${kind} ${subject}`,
  details: { sessionId: `session-${subject}` },
});

const many = (count: number, from = 0) =>
  Array.from({ length: count }, (_, n) => alertOf("refund_failed", String(from + n)));

test.each(ALERT_KINDS)("%s is told once, with what was done and what is to do", async (kind) => {
  await raise([alertOf(kind)]);
  const [mail, ...others] = await newMails();
  expect(others).toEqual([]);
  expect(mail?.subject).toBe(`Needs a look: What happened to ${kind} 1`);
  const { byItself, next } = guidanceFor(kind);
  for (const part of [`What happened to ${kind} 1`, byItself, next, "session-1"])
    expect(mail?.text).toContain(part);
  expect(await sendAlertDigest(world.ctx(hours(2)))).toBe("skipped");
});

test("of a flood ten have mails of their own in an hour, and one digest an hour tells the rest", async () => {
  await raise(many(60));
  expect(await newMails()).toHaveLength(ALERT_MAILS_AN_HOUR);
  const inAWhile = hours(0.5);
  for (let n = 0; n < 3; n++) await sendAlertDigest(world.ctx(inAWhile));
  const [digest, ...others] = await newMails();
  expect(others).toEqual([]);
  expect(digest?.subject).toBe("50 things need a look");
  expect(digest?.text).toContain("50 × refund_failed");
  expect(digest?.text).toContain(guidanceFor("refund_failed").next);
  expect(digest?.text).toContain("And 30 more");

  await raise(many(1, 60), hours(1.1));
  expect(await newMails()).toMatchObject([{ subject: expect.stringContaining("Needs a look") }]);
  expect(await sendAlertDigest(world.ctx(hours(3)))).toBe("skipped");
});

test("a digest that was handed over but not noted takes nothing in that came later", async () => {
  await raise(many(12));
  await sendAlertDigest(world.ctx(hours(0.5)));
  await raise(many(1, 12), hours(0.6));
  expect(await sendAlertDigest(world.ctx(hours(0.9)))).toBe("already-sent");
  await newMails();
  expect(await sendAlertDigest(world.ctx(hours(1.5)))).toBe("sent");
  const [digest] = await newMails();
  expect(digest?.subject).toBe("One more thing needs a look");
  expect(digest?.text).toContain("refund_failed 12");
});

test("an alert whose mail did not go out is told by the digest, and what is resolved by none", async () => {
  const fault = { kind: "status", service: "resend", status: 500, times: 100 };
  world.sandbox.deps.faults.add(FaultInput.parse(fault));
  await raise([alertOf("job_failed"), alertOf("refund_failed")]);
  await expect(sendAlertDigest(world.ctx(hours(1.1)))).rejects.toThrow();
  world.sandbox.deps.faults.clear();
  await world.database.sql`update alerts set resolved_at = now() where kind = 'refund_failed'`;
  expect(await newMails()).toEqual([]);
  expect(await sendAlertDigest(world.ctx(hours(2.2)))).toBe("sent");
  const [digest] = await newMails();
  expect(digest?.text).toContain("job_failed");
});
