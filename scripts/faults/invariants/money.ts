import type { Invariant } from "./invariant";

/** What Stripe has, one row for an intent and one for a refund; amounts in cents. */
const AT_STRIPE = `
  with intent as (
    select body->>'id' as id, body->>'status' as status, body->'metadata'->>'session_id' as session_id,
      body->'metadata'->>'payment_id' as payment_id, (body->>'amount_received')::int as received
    from sandbox.objects where kind = 'stripe.payment_intent'),
  refund as (
    select body->>'id' as id, body->>'payment_intent' as intent_id, body->>'status' as status,
      (body->>'amount')::int as amount
    from sandbox.objects where kind = 'stripe.refund'),
  returned as (
    select intent_id, sum(amount)::int as amount from refund where status <> 'failed' group by 1),
  kept as (
    select intent.session_id, sum(received - coalesce(returned.amount, 0))::int as cents,
      count(*) filter (where received > coalesce(returned.amount, 0)) as charges
    from intent left join returned on returned.intent_id = intent.id
    where intent.status = 'succeeded' group by 1)`;

const BOOKED = "('requested', 'confirmed', 'completed')";

/** Every charge belongs to a session that is booked, or has gone back in full. */
export const money: readonly Invariant[] = [
  {
    name: "no more is given back than was charged",
    holds: "always",
    breaches: `${AT_STRIPE}
      select intent.id as subject, returned.amount || ' of ' || received || ' cents' as found
      from intent join returned on returned.intent_id = intent.id
      where returned.amount > received`,
  },
  {
    name: "a booked session is charged once, at its price",
    holds: "settled",
    breaches: `${AT_STRIPE}
      select s.id as subject,
        concat_ws(' ', s.state, 'for', s.price_cents, 'cents, kept', kept.cents) as found
      from sessions s left join kept on kept.session_id = s.id::text
      where s.state in ${BOOKED}
        and (kept.cents is distinct from s.price_cents or kept.charges <> 1)`,
  },
  {
    name: "a charge without a booked session is refunded in full",
    holds: "settled",
    breaches: `${AT_STRIPE}
      select kept.session_id as subject,
        concat_ws(' ', 'kept', kept.cents, 'cents, session', coalesce(s.state::text, 'unknown'),
          s.cancel_reason) as found
      from kept left join sessions s on s.id::text = kept.session_id
      where kept.cents <> 0 and (s.id is null or s.state not in ${BOOKED})`,
  },
  {
    name: "payments say what Stripe says",
    holds: "settled",
    breaches: `${AT_STRIPE}
      select coalesce(p.id::text, intent.id) as subject,
        concat_ws(' ', 'here', p.status, p.captured_cents, '-', p.refunded_cents, 'at Stripe',
          intent.status, intent.received, '-', returned.amount) as found
      from payments p full join intent on intent.id = p.transaction_id
      left join returned on returned.intent_id = intent.id
      where (
        -- An intent that no payment knows must never have been paid.
        (p.id is null and intent.status <> 'canceled')
        or (p.id is not null and p.transaction_id is not null and intent.id is null)
        or (p.transaction_id is null and p.status <> 'canceled')
        or (intent.status = 'succeeded') <> (p.status = 'completed')
        or (p.captured_cents <> coalesce(intent.received, 0))
        or (p.refunded_cents <> coalesce(returned.amount, 0)))`,
  },
  {
    name: "no payment is left open",
    holds: "settled",
    breaches: `${AT_STRIPE}
      select intent.id as subject, intent.status || ', session ' || coalesce(s.state::text, 'unknown') as found
      from intent left join sessions s on s.id::text = intent.session_id
      where intent.status not in ('succeeded', 'canceled')`,
  },
  {
    name: "refunds say what Stripe says",
    holds: "settled",
    breaches: `${AT_STRIPE}
      select coalesce(r.id::text, refund.id) as subject,
        concat_ws(' ', 'here', r.status, r.amount_cents, 'at Stripe', refund.status, refund.amount) as found
      from refunds r full join refund on refund.id = r.transaction_id
      where (r.id is null or refund.id is null
        or r.status::text <> refund.status or r.amount_cents <> refund.amount)`,
  },
  {
    name: "nobody has to look into money",
    holds: "settled",
    breaches: `
      select key as subject, message as found from alerts
      where (kind like 'payment%' or kind like 'refund%')`,
  },
];
