import type { Sql } from "postgres";
import { deadline } from "./deadline";
import { arrange, type ReleaseOrder } from "./delivery-order";
import type { Log } from "./deps";
import type { Faults } from "./faults";
import type { Records, Store } from "./store";

/** Where one service's webhooks go and how they are signed. */
export type WebhookSource = {
  /** Asked before each attempt; undefined: the service has no endpoint. */
  url: () => string | undefined;
  /** Headers that prove the payload; made anew for each attempt, so its time is current. */
  sign: (payload: string, eventId: string, now: Date) => Record<string, string>;
};

export type Release = { service: string; eventId: string; eventType: string; outcome: string };

type Delivery = {
  id: string;
  service: string;
  event_id: string;
  event_type: string;
  payload: string;
  attempts: number;
  created: Date;
};

const ATTEMPT_TIMEOUT_MS = 15_000;
const IDLE_MS = 1_000;
const BATCH = 20;
const GIVE_UP_AFTER_MS = 3 * 24 * 60 * 60 * 1000;
const DEFAULT_BACKOFF_MS = [1_000, 2_000, 5_000, 15_000, 30_000, 60_000];

/**
 * Sends webhooks from the database until the application answers 2xx, with growing pauses, for
 * three days. What is pending survives a restart.
 */
export class Webhooks {
  readonly #sources = new Map<string, WebhookSource>();
  readonly #inFlight = new Set<string>();
  /** Sent by a release, one after the other: apart, so that a long one does not keep the others waiting. */
  readonly #releasing = new Set<string>();
  readonly #sql: Sql;
  readonly #sending = new Set<Promise<void>>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> | undefined;
  #again = false;
  readonly #stop = new AbortController();

  constructor(
    private readonly deps: { store: Store; faults: Faults; clock: () => Date; log: Log },
    private readonly backoffMs: readonly number[] = DEFAULT_BACKOFF_MS,
  ) {
    this.#sql = deps.store.pool;
    deps.store.onCommit = () => this.wake();
  }

  register(service: string, source: WebhookSource): void {
    this.#sources.set(service, source);
  }

  /** Leaves an event to be sent; inside a transaction it goes out after the commit. */
  async send(
    records: Records,
    event: { service: string; eventId: string; eventType: string; payload: string },
  ): Promise<void> {
    if (!this.#sources.get(event.service)?.url()) return;
    await records.addDelivery({ ...event, created: this.deps.clock() });
  }

  /** Looks for due webhooks now rather than at the next turn. */
  wake(): void {
    if (this.#stop.signal.aborted) return;
    if (this.#running) {
      this.#again = true;
      return;
    }
    clearTimeout(this.#timer);
    this.#running = this.#turn()
      .catch((error) => this.deps.log.error({ err: error }, "webhook turn failed"))
      .finally(() => {
        this.#running = undefined;
        if (this.#stop.signal.aborted) return;
        const delay = this.#again ? 0 : Math.min(IDLE_MS, ...this.backoffMs);
        this.#again = false;
        this.#timer = setTimeout(() => this.wake(), delay);
      });
  }

  /**
   * Sends everything collected under a `webhookHold`, one after the other in the order asked for,
   * each `copies` times, and ends the hold. What is refused is retried later as usual.
   */
  async release(
    service: string,
    order: ReleaseOrder,
    copies: number,
    seed = 1,
  ): Promise<Release[]> {
    const pending = await this.#sql<Delivery[]>`
      select id, service, event_id, event_type, payload, attempts, created
      from sandbox.webhook_deliveries
      where finished_at is null and service = ${service} order by id`;
    const mine = pending.filter(({ id }) => !this.#inFlight.has(id) && !this.#releasing.has(id));
    for (const delivery of mine) this.#releasing.add(delivery.id);
    this.deps.faults.endHold(service);
    const outcomes = new Map<string, boolean>();
    const released: Release[] = [];
    try {
      const rounds = Array.from({ length: copies }, () => mine).flat();
      for (const delivery of arrange(rounds, order, seed)) {
        const { ok, outcome } = await this.#post(delivery);
        outcomes.set(delivery.id, ok && (outcomes.get(delivery.id) ?? true));
        released.push({
          service,
          eventId: delivery.event_id,
          eventType: delivery.event_type,
          outcome,
        });
      }
      for (const delivery of mine)
        await this.#settle(delivery, outcomes.get(delivery.id) ?? false, "released");
    } finally {
      for (const delivery of mine) this.#releasing.delete(delivery.id);
    }
    this.wake();
    return released;
  }

  /** Stops sending; what was on its way counts as refused and is sent again after a restart. */
  async close(): Promise<void> {
    this.#stop.abort();
    clearTimeout(this.#timer);
    await this.#running;
    await Promise.all(this.#sending);
  }

  async #turn(): Promise<void> {
    const held = this.deps.faults.heldServices();
    const now = this.deps.clock();
    const due = await this.#sql<Delivery[]>`
      select id, service, event_id, event_type, payload, attempts, created
      from sandbox.webhook_deliveries
      where finished_at is null and due_at <= ${now} and service <> all(${held})
        and id <> all(${[...this.#inFlight, ...this.#releasing]}::bigint[])
      order by id limit ${Math.max(0, BATCH - this.#inFlight.size)}`;
    const ready = due.filter((delivery) => this.#gathered(delivery, now));
    const shuffled = ready.filter((d) => this.deps.faults.shuffleWindowMs(d.service));
    const straight = ready.filter((d) => !shuffled.includes(d));
    for (const delivery of ready) this.#inFlight.add(delivery.id);
    for (const delivery of straight) this.#start(this.#inOrder([delivery]));
    if (shuffled.length > 0)
      this.#start(this.#inOrder(arrange(shuffled, "shuffled", now.getTime())));
  }

  /** A slow receiver delays its own webhook only, so the turn does not wait for the answers. */
  #start(work: Promise<void>): void {
    const settled = work
      .catch((error) => this.deps.log.error({ err: error }, "webhook failed"))
      .finally(() => {
        this.#sending.delete(settled);
        this.wake();
      });
    this.#sending.add(settled);
  }

  async #inOrder(deliveries: Delivery[]): Promise<void> {
    for (const delivery of deliveries) {
      try {
        await this.#deliver(delivery);
      } finally {
        this.#inFlight.delete(delivery.id);
      }
    }
  }

  #gathered(delivery: Delivery, now: Date): boolean {
    const windowMs = this.deps.faults.shuffleWindowMs(delivery.service) ?? 0;
    return delivery.created.getTime() + windowMs <= now.getTime();
  }

  async #deliver(delivery: Delivery): Promise<void> {
    const plan = this.deps.faults.takeForDelivery(delivery.service);
    if ("delayMs" in plan) {
      const due = new Date(this.deps.clock().getTime() + plan.delayMs);
      await this.#sql`
        update sandbox.webhook_deliveries set due_at = ${due} where id = ${delivery.id}`;
      return;
    }
    if (plan.send === 0) return this.#settle(delivery, true, "dropped");
    let last = { ok: false, outcome: "not sent" };
    for (let copy = 0; copy < plan.send; copy += 1) last = await this.#post(delivery);
    await this.#settle(delivery, last.ok, last.outcome);
  }

  async #post(delivery: Delivery): Promise<{ ok: boolean; outcome: string }> {
    const source = this.#sources.get(delivery.service);
    const url = source?.url();
    if (!source || !url) return { ok: false, outcome: "no endpoint" };
    const { signal, clear } = deadline(this.#stop.signal, ATTEMPT_TIMEOUT_MS);
    try {
      const response = await fetch(url, {
        method: "POST",
        redirect: "manual",
        headers: {
          "content-type": "application/json; charset=utf-8",
          "accept-encoding": "identity",
          ...source.sign(delivery.payload, delivery.event_id, this.deps.clock()),
        },
        body: delivery.payload,
        signal,
      });
      await response.arrayBuffer();
      return { ok: response.ok, outcome: `answered ${response.status}` };
    } catch (error) {
      return { ok: false, outcome: reasonOf(error) };
    } finally {
      clear();
    }
  }

  async #settle(delivery: Delivery, ok: boolean, outcome: string): Promise<void> {
    const now = this.deps.clock();
    const pause = this.backoffMs[Math.min(delivery.attempts, this.backoffMs.length - 1)] ?? IDLE_MS;
    const expired = now.getTime() - delivery.created.getTime() > GIVE_UP_AFTER_MS;
    if (!ok)
      this.deps.log.warn(
        { event: delivery.event_id, type: delivery.event_type, outcome },
        "webhook",
      );
    await this.#sql`
      update sandbox.webhook_deliveries set attempts = attempts + 1, outcome = ${outcome},
        due_at = ${new Date(now.getTime() + pause)}, finished_at = ${ok || expired ? now : null}
      where id = ${delivery.id}`;
  }
}

/** fetch says only "fetch failed"; what failed (ECONNREFUSED, …) is its cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
