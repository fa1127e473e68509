import Stripe from "stripe";
import { expect } from "vitest";
import { stripe } from "@/lib/payments/stripe";
import type { UserActor } from "@/lib/platform/context";
import { DomainError } from "@/lib/platform/errors";
import { HOUR, hearRefund, isLive, type Model, overlaps, type Sale } from "./model.fixture";
import type { TestResearcher, World } from "./sessions.fixture";
import { applyStripeEvent } from "./stripe-webhook";

type Pending = { event: Stripe.Event; deliveries: number };

const LATEST_HOURS = 72;

/** The real thing as one run of the model knows it: people, a clock, and events under way. */
export class Real {
  readonly #known = new Set<string>();
  pending: Pending[] = [];

  constructor(
    readonly world: World,
    readonly readers: UserActor[],
    readonly researchers: (TestResearcher & { isCareful: boolean; rateCents: number })[],
    private readonly setClock: (now: number) => void,
  ) {}

  reader = (index: number): UserActor => found(this.readers[index]);
  researcher = (index: number) => found(this.researchers[index]);

  system = (model: Model) => this.world.system(new Date(model.now));
  asReader = (model: Model, { reader }: Sale) =>
    this.world.as(this.reader(reader), new Date(model.now));
  asResearcher = (model: Model, { researcher }: Sale) =>
    this.world.as(this.researcher(researcher).actor, new Date(model.now));

  /** Collects what Stripe has to tell of this run; `times` says how often each will be delivered. */
  async collectEvents(model: Model, times: () => number): Promise<void> {
    const { data } = await stripe().events.list({ limit: 100 });
    const mine = new Set(
      model.sales.flatMap(({ attempts }) => attempts.map((one) => one.intentId)),
    );
    for (const event of data.toReversed()) {
      const isMine = [...mine].some((id) => JSON.stringify(event.data.object).includes(id));
      if (!isMine || this.#known.has(event.id)) continue;
      this.#known.add(event.id);
      this.pending.push({ event, deliveries: times() });
    }
  }

  async deliver(model: Model, event: Stripe.Event, settle: (intentId: string) => void) {
    await applyStripeEvent(this.system(model), event);
    if (model.heardEvents.has(event.id)) return;
    model.heardEvents.add(event.id);
    const { object } = event.data;
    if (event.type.startsWith("payment_intent.") && "id" in object) settle(String(object.id));
    if (!event.type.startsWith("refund.") || !("payment_intent" in object)) return;
    const attempts = model.sales.flatMap((sale) => sale.attempts);
    const refunded = attempts.find(({ intentId }) => intentId === object.payment_intent);
    if (refunded) hearRefund(refunded);
  }

  /** Moves the clock, stopping wherever an event would come later than Stripe ever delivers one. */
  async advance(model: Model, to: number, settle: (intentId: string) => void): Promise<void> {
    for (const { event } of this.pending) {
      const latest = event.created * 1_000 + LATEST_HOURS * HOUR;
      if (model.heardEvents.has(event.id) || latest > to) continue;
      this.moveClock(model, Math.max(model.now, latest));
      await this.deliver(model, event, settle);
    }
    this.moveClock(model, to);
  }

  private moveClock(model: Model, now: number): void {
    model.now = now;
    this.setClock(now);
  }

  /** Confirms an intent as the reader's browser would; a declined card is an answer too. */
  async confirm(intentId: string, payment_method: string): Promise<void> {
    await stripe()
      .paymentIntents.confirm(intentId, { payment_method })
      .catch((error: unknown) => {
        if (!(error instanceof Stripe.errors.StripeCardError)) throw error;
      });
  }

  /** Stripe's refund of an intent's money. */
  async refundOf(intentId: string): Promise<string> {
    const [row] = await this.world.sql`select r.transaction_id as id from refunds r
      join payments p on p.id = r.payment_id where p.transaction_id = ${intentId}`;
    return found(row?.id);
  }

  /** What is under way never arrives. */
  loseEvents(): void {
    this.pending = [];
  }

  /** Notes which host each sale has and whether its meeting is made: the model does not foretell it. */
  async observe(model: Model): Promise<void> {
    const rows = await this.world.sql`select session_id, host_email, join_url from meetings`;
    for (const sale of model.sales) {
      const meeting = rows.find((row) => row.session_id === sale.id);
      sale.host = String(meeting?.host_email);
      sale.hasLink = Boolean(meeting?.join_url);
    }
  }

  /** What the database holds is what the model says, and claims, hosts and times are nobody's twice. */
  async check(model: Model): Promise<void> {
    const { sql } = this.world;
    const sessions = await sql`select id, state, cancel_reason as reason, price_cents as cents,
      (extract(epoch from starts_at) * 1000)::float8 as at,
      (extract(epoch from answer_by) * 1000)::float8 as answer_by, (select count(*)::int from time_slots t where t.session_id = s.id
        and t.start_time = s.starts_at and t.end_time = s.ends_at and not available
        and t.id = s.time_slot_id) as claims,
      (select count(*)::int from meetings m where m.session_id = s.id and m.blocking
        and m.starts_at = s.starts_at and m.ends_at = s.ends_at) as hosts
      from sessions s order by created_at, id`;
    const expected = model.sales.map((sale) => ({
      id: sale.id,
      state: sale.state,
      reason: sale.reason,
      cents: sale.priceCents,
      at: sale.startsAt,
      answer_by: sale.answerBy || null,
      claims: sale.state === "canceled" ? 0 : 1,
      hosts: sale.state === "canceled" ? 0 : 1,
    }));
    const byId = (a: { id?: unknown }, b: { id?: unknown }) =>
      String(a.id) < String(b.id) ? -1 : 1;
    expect([...sessions].sort(byId)).toEqual(expected.sort(byId));
    const [taken] = await sql`select count(*)::int from time_slots where not available`;
    expect(taken?.count).toBe(model.sales.filter(({ state }) => state !== "canceled").length);
    await this.#checkMoney(model);
    expectNoneTwice(model.sales.filter(isLive));
  }

  async #checkMoney(model: Model): Promise<void> {
    const rows = await this.world.sql`
      select p.transaction_id as id, p.session_id as sale, p.status, p.captured_cents as captured,
        p.refunded_cents as refunded, coalesce(sum(r.amount_cents), 0)::int as returned,
        max(r.status::text) as refund,
        count(a.id)::int as alerts
      from payments p left join refunds r on r.payment_id = p.id
      left join alerts a on a.key = 'refund_failed:' || r.id
      group by p.id order by p.transaction_id`;
    const expected = model.sales.flatMap((sale) =>
      sale.attempts.map(({ intentId, heard, refund }) => {
        const captured = heard === "completed" ? sale.priceCents : 0;
        const refunded = refund ? captured : 0;
        const money = { captured, refunded, returned: refunded, refund: refund?.heard ?? null };
        const alerts = refund?.heard === "failed" ? 1 : 0;
        return { id: intentId, sale: sale.id, status: heard, ...money, alerts };
      }),
    );
    expect([...rows]).toEqual(expected.sort((a, b) => (a.id < b.id ? -1 : 1)));
    for (const sale of model.sales) {
      const kept = sale.attempts.filter((one) => one.heard === "completed" && !one.refund);
      const isPaid = ["requested", "confirmed", "completed"].includes(sale.state);
      expect(kept.length).toBe(isPaid ? 1 : 0);
    }
  }

  /**
   * At the stand-in itself: each session's charges come to its price when it was sold, else to
   * nothing but what the bank would not take back.
   */
  async checkCharges(model: Model): Promise<void> {
    for (const sale of model.sales) {
      let cents = 0;
      for (const { intentId } of sale.attempts) {
        const { data } = await stripe().charges.list({ payment_intent: intentId });
        for (const charge of data.filter(({ paid }) => paid)) {
          expect(charge.amount_captured).toBe(sale.priceCents);
          cents += charge.amount_captured - charge.amount_refunded;
        }
      }
      expect(["confirmed", "completed", "canceled"]).toContain(sale.state);
      const stuck = sale.attempts.filter(({ refund }) => refund?.atStripe === "failed").length;
      const sold = sale.state === "canceled" ? 0 : 1;
      expect(cents).toBe((sold + stuck) * sale.priceCents);
    }
  }
}

function expectNoneTwice(live: Sale[]): void {
  for (const one of live) {
    for (const other of live) {
      if (one === other || !overlaps(one.startsAt, other.startsAt)) continue;
      expect(one.researcher).not.toBe(other.researcher);
      expect(one.reader).not.toBe(other.reader);
      expect(one.host).not.toBe(other.host);
    }
  }
}

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("nobody of that index");
  return value;
}

/** "done" or what `say` makes of the value, else the code that the verb refused with. */
export async function outcomeOf<T>(call: Promise<T>, say: (value: T) => string): Promise<string> {
  try {
    return say(await call);
  } catch (error) {
    // A refusal is an answer; a constraint or a timeout would be none.
    if (error instanceof DomainError) return error.code;
    throw error;
  }
}
