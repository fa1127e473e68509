import { eq } from "drizzle-orm";
import { createElement } from "react";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sentMails } from "@/db/schema";
import { addHours } from "@/lib/platform/time";
import { type MailWorld, mailWorld, NOW } from "./booking.fixture";
import { type MailToSend, sendMail } from "./send-mail";

let world: MailWorld;
beforeAll(async () => {
  world = await mailWorld();
});
afterAll(() => world?.close());

const note = (key: string, to: string, title = "A note"): MailToSend => ({
  key,
  kind: "note",
  to,
  subject: title,
  body: createElement("p", null, `${title}: words & more`),
});

const ledger = (key: string) =>
  world.database.db
    .select({ sentAt: sentMails.sentAt, providerId: sentMails.providerId })
    .from(sentMails)
    .where(eq(sentMails.key, key));

const setFault = (fault: object) =>
  fetch(`${world.sandbox.url}/_sandbox/faults`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(fault),
  });

test("one key is one mail, with both parts and its kind as tag", async () => {
  const to = "once@readers.example";
  const mail = { ...note("once", to), subject: "A\r\nnote" };
  expect(await sendMail(world.ctx(), mail)).toBe("sent");
  expect(await sendMail(world.ctx(), mail)).toBe("already-sent");
  const mails = await world.mails(to);
  expect(mails).toHaveLength(1);
  expect(mails[0]).toMatchObject({
    subject: "A note",
    tags: [
      { name: "kind", value: "note" },
      { name: "key", value: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ],
  });
  expect(mails[0]?.html).toContain("words &amp; more");
  expect(mails[0]?.text).toContain("words & more");
  expect(mails[0]?.text).not.toContain("<");
  expect((await ledger("once"))[0]).toMatchObject({ sentAt: NOW });
});

test("a crash between sending and marking does not send twice", async () => {
  const to = "crash@readers.example";
  await sendMail(world.ctx(), note("crash", to));
  const [before] = await ledger("crash");
  await world.database
    .sql`update sent_mails set sent_at = null, provider_id = null where key = 'crash'`;
  expect(await sendMail(world.ctx(), note("crash", to))).toBe("sent");
  expect(await world.mails(to)).toHaveLength(1);
  expect((await ledger("crash"))[0]).toEqual(before);
});

test("days after a crash, when Resend has forgotten the key, the mail is still not sent twice", async () => {
  const to = "days-later@readers.example";
  await sendMail(world.ctx(), note("days-later", to));
  await sendMail(world.ctx(), note("days-later-other", to));
  const [before] = await ledger("days-later");
  await world.database
    .sql`update sent_mails set sent_at = null, provider_id = null where key = 'days-later'`;
  await world.sandbox.database.sql`delete from sandbox.idempotency_keys`;
  const later = { ...world.ctx(), now: addHours(NOW, 30) };
  expect(await sendMail(later, note("days-later", to))).toBe("sent");
  expect(await world.mails(to)).toHaveLength(2);
  expect((await ledger("days-later"))[0]).toEqual({ ...before, sentAt: later.now });
});

test("days after an outage the mail goes out", async () => {
  const to = "long-outage@readers.example";
  await setFault({ kind: "status", service: "resend", status: 500, times: 1 });
  await expect(sendMail(world.ctx(), note("long-outage", to))).rejects.toThrow();
  const later = { ...world.ctx(), now: addHours(NOW, 30) };
  expect(await sendMail(later, note("long-outage", to))).toBe("sent");
  expect(await world.mails(to)).toHaveLength(1);
});

test("the same key with other words counts as sent, because a mail of it is out", async () => {
  const to = "changed@readers.example";
  await sendMail(world.ctx(), note("changed", to));
  await world.database.sql`update sent_mails set sent_at = null where key = 'changed'`;
  expect(await sendMail(world.ctx(), note("changed", to, "Other words"))).toBe("sent");
  expect(await world.mails(to)).toHaveLength(1);
  expect((await ledger("changed"))[0]?.sentAt).toEqual(NOW);
});

test("an outage throws, leaves the row open, and the retry sends", async () => {
  const to = "outage@readers.example";
  await setFault({ kind: "status", service: "resend", status: 500, times: 1 });
  await expect(sendMail(world.ctx(), note("outage", to))).rejects.toThrow(/Resend did not take/);
  expect((await ledger("outage"))[0]).toMatchObject({ sentAt: null });
  expect(await sendMail(world.ctx(), note("outage", to))).toBe("sent");
  expect(await world.mails(to)).toHaveLength(1);
});

test("an answer that was lost on the way does not send twice", async () => {
  const to = "lost@readers.example";
  await setFault({ kind: "cutAfter", service: "resend", times: 1 });
  await expect(sendMail(world.ctx(), note("lost", to))).rejects.toThrow();
  expect(await sendMail(world.ctx(), note("lost", to))).toBe("sent");
  expect(await world.mails(to)).toHaveLength(1);
});

test("a refused address throws without repeating the address", async () => {
  const attempt = sendMail(world.ctx(), note("fails", "fails@readers.example"));
  await expect(attempt).rejects.toThrow(/^Resend did not take a mail of kind note: \w+$/);
});
