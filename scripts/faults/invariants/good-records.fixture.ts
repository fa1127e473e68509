import type { Sql } from "postgres";

const STARTS = "2026-03-09T09:00:00Z";
const ENDS = "2026-03-09T10:00:00Z";
const PRICE_CENTS = 15_000;
const HOST = "host-1@colloquy.example";

type Ids = { reader: string; owner: string; researcher: string };

/**
 * Two sessions of one researcher in a database that the stand-ins share, with all that belongs to
 * them: Ada's is confirmed, Ben's was canceled in time and refunded.
 */
export async function plantGoodRecords(sql: Sql): Promise<void> {
  const [ada, ben, owner] = await sql<{ id: string }[]>`
    insert into users (name, email) values ('Ada', 'ada@readers.example'),
      ('Ben', 'ben@readers.example'), ('Ona', 'ona@colloquy.example') returning id`;
  const [researcher] = await sql<{ id: string }[]>`
    insert into researchers (user_id, slug, name, email, standing, rate_cents, payout_country)
    values (${owner?.id ?? ""}, 'ona', 'Ona', 'ona@colloquy.example', 'listed', ${PRICE_CENTS}, 'GB')
    returning id`;
  const ids = { owner: owner?.id ?? "", researcher: researcher?.id ?? "" };
  const booked = await plantSession(sql, { ...ids, reader: ada?.id ?? "" }, "confirmed");
  await sql`
    insert into time_slots (id, researcher_id, start_time, end_time, available, session_id)
    values ('slot', ${ids.researcher}, ${STARTS}, ${ENDS}, false, ${booked})`;
  const canceled = await plantSession(sql, { ...ids, reader: ben?.id ?? "" }, "canceled");
  await plantBooked(sql, booked, ada?.id ?? "", ids.owner);
  await plantCanceled(sql, canceled, ben?.id ?? "", ids.owner);
  await plantJobs(sql);
}

async function plantSession(sql: Sql, ids: Ids, state: "confirmed" | "canceled"): Promise<string> {
  const [session] = await sql<{ id: string }[]>`
    insert into sessions (reader_id, researcher_id, time_slot_id, state, cancel_reason, starts_at,
      ends_at, price_cents, requires_acceptance, cancellation_window_minutes, hold_expires_at, paid_at)
    values (${ids.reader}, ${ids.researcher}, 'slot', ${state},
      ${state === "canceled" ? "reader_canceled" : null}, ${STARTS}, ${ENDS}, ${PRICE_CENTS}, false,
      1440, '2026-03-01T09:15:00Z', '2026-03-01T09:10:00Z') returning id`;
  return session?.id ?? "";
}

async function plantBooked(sql: Sql, session: string, reader: string, owner: string) {
  const payment = await plantPayment(sql, { session, reader, intent: "pi_booked", refunded: 0 });
  await plantMeeting(sql, { session, id: "81000000001", state: "ready", deletedAt: null });
  const invitation = `invitation:${session}:0:a1b2c3`;
  const confirmed = { session, kind: "booking-confirmed" };
  await plantMail(sql, {
    ...confirmed,
    id: "invited-reader",
    key: `${invitation}:${reader}`,
    to: "ada@readers.example",
  });
  await plantMail(sql, {
    ...confirmed,
    id: "invited-researcher",
    key: `${invitation}:${owner}`,
    to: "ona@colloquy.example",
  });
  await plantMail(sql, {
    session,
    kind: "receipt",
    id: "receipt-booked",
    key: `receipt:${payment}`,
    to: "ada@readers.example",
  });
}

async function plantCanceled(sql: Sql, session: string, reader: string, owner: string) {
  const payment = await plantPayment(sql, {
    session,
    reader,
    intent: "pi_canceled",
    refunded: PRICE_CENTS,
  });
  const [refund] = await sql<{ id: string }[]>`
    insert into refunds (payment_id, amount_cents, key, reason, status, transaction_id)
    values (${payment}, ${PRICE_CENTS}, ${`refund:${payment}`}, 'reader_canceled', 'succeeded',
      're_canceled') returning id`;
  await plantObject(sql, "stripe.refund", "re_canceled", {
    payment_intent: "pi_canceled",
    status: "succeeded",
    amount: PRICE_CENTS,
  });
  const deletedAt = "2026-03-01T10:00:00Z";
  await plantMeeting(sql, { session, id: "81000000002", state: "removed", deletedAt });
  const [ben, ona] = ["ben@readers.example", "ona@colloquy.example"];
  const ended = { session, kind: "canceled" };
  await plantMail(sql, {
    ...ended,
    id: "canceled-reader",
    key: `canceled:${session}:1:${reader}`,
    to: ben,
  });
  await plantMail(sql, {
    ...ended,
    id: "canceled-researcher",
    key: `canceled:${session}:1:${owner}`,
    to: ona,
  });
  await plantMail(sql, {
    session,
    kind: "receipt",
    id: "receipt-canceled",
    key: `receipt:${payment}`,
    to: ben,
  });
  await plantMail(sql, {
    session,
    kind: "refund",
    id: "refund-canceled",
    key: `refund-issued:${refund?.id}`,
    to: ben,
  });
}

type Paid = { session: string; reader: string; intent: string; refunded: number };

async function plantPayment(sql: Sql, { session, reader, intent, refunded }: Paid) {
  const [payment] = await sql<{ id: string }[]>`
    insert into payments (user_id, session_id, amount_cents, status, transaction_id, captured_cents,
      refunded_cents)
    values (${reader}, ${session}, ${PRICE_CENTS}, 'completed', ${intent}, ${PRICE_CENTS}, ${refunded})
    returning id`;
  const id = payment?.id ?? "";
  await plantObject(sql, "stripe.payment_intent", intent, {
    status: "succeeded",
    amount_received: PRICE_CENTS,
    metadata: { session_id: session, payment_id: id },
  });
  await sql`
    insert into outbox (name, data, sent_at)
    values ('payment/completed', ${sql.json({ paymentId: id, sessionId: session })}, now())`;
  return id;
}

type Meeting = { session: string; id: string; state: string; deletedAt: string | null };

async function plantMeeting(sql: Sql, { session, id, state, deletedAt }: Meeting) {
  await sql`
    insert into meetings (session_id, host_email, starts_at, ends_at, blocking, state, zoom_meeting_id,
      join_url)
    values (${session}, ${HOST}, ${STARTS}, ${ENDS}, ${deletedAt === null}, ${state}, ${id},
      'https://zoom.example/j')`;
  await plantObject(sql, "zoom.meeting", id, {
    host: HOST,
    agenda: `Colloquy session ${session}`,
    startsAt: STARTS,
    durationMinutes: 60,
    deletedAt,
  });
}

type Mail = { session: string; kind: string; id: string; key: string; to: string };

async function plantMail(sql: Sql, { session, kind, id, key, to }: Mail): Promise<void> {
  await sql`
    insert into sent_mails (key, kind, recipient, session_id, sent_at)
    values (${key}, ${kind}, ${to}, ${session}, now())`;
  await plantObject(sql, "resend.email", id, {
    idempotencyKey: key,
    recipients: [to],
    tags: [{ name: "kind", value: kind }],
  });
}

/** All events handed on and dealt with, one webhook delivered. */
async function plantJobs(sql: Sql): Promise<void> {
  await sql`
    insert into inngest.event (id, body, received_at, dispatched)
    select id::text, jsonb_build_object('name', name, 'data', data), now(), true from outbox`;
  await sql`
    insert into inngest.run (id, function_id, place, event, status, started_at, ended_at)
    select 'run-' || id, 'colloquy-mail-receipts', place, body, 'completed', now(), now()
    from inngest.event`;
  await sql`
    insert into sandbox.webhook_deliveries (service, event_id, event_type, payload, created, due_at,
      finished_at, outcome)
    values ('stripe', 'evt_1', 'payment_intent.succeeded', '{}', now(), now(), now(), 'answered 200')`;
}

async function plantObject(sql: Sql, kind: string, id: string, body: object): Promise<void> {
  await sql`
    insert into sandbox.objects (kind, id, body, created)
    values (${kind}, ${id}, ${JSON.stringify({ id, ...body })}::text::jsonb, now())`;
}
