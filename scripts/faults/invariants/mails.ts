import type { Invariant } from "./invariant";

/** Mails that were delivered; the key is the product's name for event and recipient. */
const DELIVERED = `
  with mail as (
    select body->>'id' as id, body->>'idempotencyKey' as key, body->'recipients'->>0 as recipient,
      (select tag->>'value' from jsonb_array_elements(body->'tags') tag
        where tag->>'name' = 'kind') as kind
    from sandbox.objects where kind = 'resend.email'),
  parties as (
    select s.id as session_id, s.reader_id as user_id, 'reader' as role from sessions s
    union all
    select s.id, r.user_id, 'researcher' from sessions s
      join researchers r on r.id = s.researcher_id)`;

/** Kinds of which nobody gets a second one about the same session. */
const ONCE = `('booking-confirmed', 'receipt', 'canceled', 'request-declined', 'request-unanswered',
  'request-withdrawn', 'late-payment-kept', 'refund', 'reminder-1h', 'reminder-24h')`;

export const mails: readonly Invariant[] = [
  {
    name: "no mail is delivered twice",
    holds: "always",
    breaches: `${DELIVERED}
      select key as subject, count(*) || ' times to ' || min(recipient) as found from mail group by key having count(*) > 1`,
  },
  {
    name: "nobody gets two mails of a kind about one session",
    holds: "always",
    breaches: `${DELIVERED}
      select ledger.session_id as subject,
        count(*) || ' ' || mail.kind || ' mails to ' || mail.recipient as found
      from mail join sent_mails ledger on ledger.key = mail.key
      where mail.kind in ${ONCE} and ledger.session_id is not null
        and mail.kind not like 'reminder-%'
      group by ledger.session_id, mail.recipient, mail.kind having count(*) > 1`,
  },
  {
    name: "the ledger lists what was delivered",
    holds: "settled",
    breaches: `${DELIVERED}
      select coalesce(ledger.key, mail.key) as subject,
        case when mail.id is null then 'never delivered' else 'not in the ledger' end as found
      from sent_mails ledger full join mail on mail.key = ledger.key
      where (ledger.id is null
        -- One that is not marked may have been overtaken, after an attempt, by what made it pointless.
        or (mail.id is null and ledger.sent_at is not null))`,
  },
  {
    name: "both parties know of a confirmed session, as it now is",
    holds: "settled",
    breaches: `${DELIVERED}
      select s.id as subject, parties.role || ' has no invitation ' || s.calendar_sequence as found
      from sessions s join parties on parties.session_id = s.id
      where s.state = 'confirmed' and s.starts_at > :now and not exists (
        select from mail where mail.key like
          'invitation:' || s.id || ':' || s.calendar_sequence || ':%:' || parties.user_id)`,
  },
  {
    name: "whoever had paid hears that a session is canceled",
    holds: "settled",
    breaches: `${DELIVERED}
      select s.id as subject, parties.role || ' heard nothing of ' || s.cancel_reason as found
      from sessions s join parties on parties.session_id = s.id
      where s.state = 'canceled' and s.paid_at is not null and s.cancel_reason <> 'hold_expired'
        and not (s.cancel_reason = 'request_declined' and parties.role = 'researcher') and not exists (
          select from mail where mail.key like 'canceled:' || s.id || ':%:' || parties.user_id)`,
  },
  {
    name: "each payment has its receipt, and each refund its notice",
    holds: "settled",
    breaches: `${DELIVERED}
      select id as subject, key as found from (
        select id, 'receipt:' || id as key from payments
          where exists (select from outbox where name = 'payment/completed'
            and data->>'paymentId' = payments.id::text)
        union all
        select id, 'refund-issued:' || id from refunds where status = 'succeeded'
        union all
        select id, 'late-payment:' || id from payments
          where exists (select from outbox where name = 'payment/late'
            and data->>'paymentId' = payments.id::text)) due
      where not exists (select from mail where mail.key = due.key)`,
  },
];
