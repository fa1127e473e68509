import type { Sql, TransactionSql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestSandbox, type TestSandbox } from "@/scripts/testing/sandbox";
import { findViolations, invariants, type Violation } from "./check";
import { plantGoodRecords } from "./good-records.fixture";

const NOW = new Date("2026-03-02T12:00:00Z");

let sandbox: TestSandbox;
let sql: Sql;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  ({ sql } = sandbox.database);
  await plantGoodRecords(sql);
});
afterAll(() => sandbox.close());

class Undone extends Error {}

/** What is found once the records have been tampered with, which is undone afterwards. */
async function foundAfter(tamper: string): Promise<Violation[]> {
  let found: Violation[] = [];
  const tampering = sql.begin(async (tx: TransactionSql) => {
    await tx.unsafe(tamper);
    found = await findViolations(tx, NOW, "settled");
    throw new Undone();
  });
  await expect(tampering).rejects.toThrow(Undone);
  return found;
}

const put = (kind: string, id: string, change: object) =>
  `update sandbox.objects set body = body || '${JSON.stringify(change)}'
    where kind = '${kind}' and id = '${id}'`;
const copy = (kind: string, id: string, change: object) =>
  `insert into sandbox.objects (kind, id, body, created)
    select kind, id || '-copy', body || '${JSON.stringify({ ...change, id: `${id}-copy` })}', created
    from sandbox.objects where kind = '${kind}' and id = '${id}'`;
const unbound = (table: string, constraint: string) =>
  `alter table ${table} drop constraint ${constraint};`;

const BOOKED = "(select id from sessions where state = 'confirmed')";
const CANCELED = "(select id from sessions where state = 'canceled')";
/** The canceled session, alive again at another's time. */
const REVIVED = `update sessions set state = 'confirmed', starts_at = booked.starts_at,
  ends_at = booked.ends_at from sessions booked
  where sessions.id = ${CANCELED} and booked.id = ${BOOKED};`;

/** For each invariant, what breaks it. */
const breaches: Record<string, string[]> = {
  "a researcher has one session at a time": [
    `${unbound("sessions", "sessions_researcher_overlap")} ${REVIVED}`,
  ],
  "a reader has one session at a time": [
    `${unbound("sessions", "sessions_reader_overlap")} ${unbound("sessions", "sessions_researcher_overlap")}
      ${REVIVED} update sessions set reader_id =
        (select id from users where email = 'ada@readers.example')`,
  ],
  "a live session has claimed its time, and nobody else claims one": [
    "update time_slots set available = true, session_id = null",
    `update time_slots set session_id = ${CANCELED}`,
    "update time_slots set start_time = start_time - interval '15 minutes'",
  ],
  "no hold outlives its time": [
    `update sessions set state = 'held', hold_expires_at = '2026-03-02T11:59:00Z'
      where state = 'confirmed'`,
    "update sessions set state = 'expiring' where state = 'confirmed'",
  ],
  "no request waits beyond its deadline": [
    `update sessions set state = 'requested', answer_by = '2026-03-02T11:59:00Z'
      where state = 'confirmed'`,
  ],
  "a session that is over is completed": [
    `update sessions set starts_at = '2026-03-02T10:00:00Z', ends_at = '2026-03-02T11:00:00Z'
      where state = 'confirmed'`,
  ],
  "no more is given back than was charged": [
    put("stripe.refund", "re_canceled", { amount: 15_001 }),
  ],
  "a booked session is charged once, at its price": [
    put("stripe.payment_intent", "pi_booked", { status: "canceled" }),
    put("stripe.payment_intent", "pi_booked", { amount_received: 14_000 }),
    copy("stripe.payment_intent", "pi_booked", {}),
  ],
  "a charge without a booked session is refunded in full": [
    "delete from sandbox.objects where id = 're_canceled'",
    put("stripe.refund", "re_canceled", { amount: 14_999 }),
    put("stripe.refund", "re_canceled", { status: "failed" }),
    put("stripe.payment_intent", "pi_booked", {
      metadata: { session_id: "00000000-0000-4000-8000-000000000000" },
    }),
  ],
  "payments say what Stripe says": [
    "update payments set captured_cents = 14000 where transaction_id = 'pi_booked'",
    "update payments set status = 'canceled' where transaction_id = 'pi_booked'",
    "update payments set refunded_cents = 0 where transaction_id = 'pi_canceled'",
    "update payments set transaction_id = 'pi_none' where transaction_id = 'pi_booked'",
    "update payments set transaction_id = null where transaction_id = 'pi_booked'",
    copy("stripe.payment_intent", "pi_booked", {}),
  ],
  "no payment is left open": [
    put("stripe.payment_intent", "pi_booked", { status: "requires_payment_method" }),
    put("stripe.payment_intent", "pi_booked", { status: "processing" }),
  ],
  "refunds say what Stripe says": [
    "update refunds set status = 'sent'",
    "update refunds set amount_cents = 14000",
    "delete from refunds",
    copy("stripe.refund", "re_canceled", {}),
  ],
  "nobody has to look into money": [
    "insert into alerts (kind, key, message) values ('payment_unknown', 'payment_unknown:1', 'who?')",
  ],
  "a host is promised to one session at a time": [
    `${unbound("meetings", "meetings_host_overlap")}
      update meetings set blocking = true, starts_at = '2026-03-09T09:30:00Z',
        ends_at = '2026-03-09T10:30:00Z' where state = 'removed'`,
  ],
  "a confirmed session has one meeting, at its time": [
    put("zoom.meeting", "81000000001", { deletedAt: "2026-03-01T00:00:00Z" }),
    copy("zoom.meeting", "81000000001", {}),
    put("zoom.meeting", "81000000001", { startsAt: "2026-03-09T10:00:00Z" }),
    "update meetings set zoom_meeting_id = '81000000009' where state = 'ready'",
    "update meetings set state = 'outdated' where state = 'ready'",
  ],
  "a session that does not take place has no meeting": [
    put("zoom.meeting", "81000000002", { deletedAt: null }),
    "update sessions set state = 'canceled', cancel_reason = 'reader_canceled'",
  ],
  "a host has one meeting at a time": [
    copy("zoom.meeting", "81000000001", { startsAt: "2026-03-09T09:59:00Z" }),
  ],
  "no mail is delivered twice": [copy("resend.email", "receipt-booked", {})],
  "nobody gets two mails of a kind about one session": [
    `${copy("resend.email", "invited-reader", { idempotencyKey: "invitation:again" })};
      insert into sent_mails (key, kind, recipient, session_id, sent_at)
      select 'invitation:again', kind, recipient, session_id, sent_at from sent_mails
      where kind = 'booking-confirmed' and recipient = 'ada@readers.example'`,
  ],
  "the ledger lists what was delivered": [
    "delete from sent_mails where kind = 'receipt'",
    "delete from sandbox.objects where id = 'receipt-booked'",
  ],
  "both parties know of a confirmed session, as it now is": [
    "delete from sandbox.objects where id = 'invited-reader'",
    "update sessions set calendar_sequence = 1 where state = 'confirmed'",
  ],
  "whoever had paid hears that a session is canceled": [
    "delete from sandbox.objects where id = 'canceled-researcher'",
  ],
  "each payment has its receipt, and each refund its notice": [
    "delete from sandbox.objects where id = 'receipt-booked'",
    "delete from sandbox.objects where id = 'refund-canceled'",
    `insert into outbox (name, data, sent_at)
      select 'payment/late', jsonb_build_object('paymentId', id), now() from payments limit 1`,
  ],
  "the outbox is empty": ["update outbox set sent_at = null"],
  "every event that was handed on has arrived": ["delete from inngest.event"],
  "no job is left hanging": ["update inngest.run set status = 'running', ended_at = null"],
  "no webhook is left unsent": ["update sandbox.webhook_deliveries set finished_at = null"],
};

test("records that agree break nothing", async () => {
  expect(await findViolations(sql, NOW, "settled")).toEqual([]);
});

test("every invariant is proven to find what breaks it", () => {
  expect(Object.keys(breaches).toSorted()).toEqual(invariants.map(({ name }) => name).toSorted());
});

test.each(
  Object.entries(breaches).flatMap(([name, tampers]) => tampers.map((tamper) => [name, tamper])),
)("%s: %s", async (name, tamper) => {
  const found = await foundAfter(tamper);
  expect(found.map(({ invariant }) => invariant)).toContain(name);
});

test("while bookings go on, what is not settled yet is not held against them", async () => {
  await sql`update outbox set sent_at = null`;
  expect(await findViolations(sql, NOW, "always")).toEqual([]);
  const settled = await findViolations(sql, NOW, "settled");
  expect(new Set(settled.map(({ invariant }) => invariant))).toEqual(
    new Set(["the outbox is empty"]),
  );
  await sql`update outbox set sent_at = now()`;
});
