import { freeSlots, openPayment } from "./booking";
import type { Cast } from "./cast";
import { jobsAtRest } from "./jobs";
import { confirmCard } from "./sandbox";
import { sql } from "./stack";
import { waitFor } from "./wait-for";

/** What fills an address and a body: ids, tokens, times. */
export type Values = Record<string, string>;

type State = "held" | "requested" | "confirmed" | "completed";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const inDays = (days: number) => new Date(Math.ceil((Date.now() + days * DAY_MS) / 1000) * 1000);

/**
 * Makes what requests are about, all of it `reader`'s and `researcher`'s: mostly by SQL, because a
 * booking of its own for every cell would take minutes. Sessions made so cost nothing and nobody
 * else can see a difference.
 */
export class Scene {
  #made = 0;

  private constructor(
    readonly cast: Cast,
    readonly paperId: string,
    readonly paperTitle: string,
    readonly freeSlotIds: readonly string[],
  ) {}

  static async set(cast: Cast): Promise<Scene> {
    const { researcherId } = cast.researcher;
    const [paperId, title] = [crypto.randomUUID(), `On ${crypto.randomUUID()}`];
    await sql`insert into papers (id, title, author_names)
      values (${paperId}, ${title}, '{Vera Ice}')`;
    await sql`insert into paper_authors (paper_id, researcher_id, position, is_primary)
      values (${paperId}, ${researcherId}, 1, true)`;
    const slots = await freeSlots(cast.reader.api, researcherId, 12);
    return new Scene(
      cast,
      paperId,
      title,
      slots.map(({ id }) => id),
    );
  }

  held = () => this.session("held");
  requested = () => this.session("requested");
  confirmed = () => this.session("confirmed");
  completed = () => this.session("completed", new Date(Date.now() - 2 * HOUR_MS));
  /** Too near for its reader to cancel. */
  soon = () => this.session("confirmed", new Date(Date.now() + 6 * HOUR_MS));

  /** Paid at Stripe, and all that follows has ended. */
  async paid(): Promise<Values> {
    const { session_id = "" } = await this.held();
    const intent = await openPayment(this.cast.reader, session_id);
    await confirmCard(intent, "pm_card_visa");
    await waitFor("the webhook", async () => {
      const [row] =
        await sql`select 1 from sessions where id = ${session_id} and paid_at is not null`;
      return row;
    });
    await jobsAtRest(session_id);
    return { session_id, intent };
  }

  async reviewed(): Promise<Values> {
    const values = await this.completed();
    await sql`insert into reviews (session_id, researcher_id, reader_id, rating)
      select id, researcher_id, reader_id, 5 from sessions where id = ${values.session_id ?? ""}`;
    return values;
  }

  async reported(): Promise<Values> {
    const values = await this.completed();
    await sql`insert into session_reports (session_id, reported_by, kind, text, status, contest_by)
      values (${values.session_id ?? ""}, 'reader', 'no_show', 'Nobody came.', 'open',
        ${inDays(2)})`;
    return values;
  }

  async session(state: State, startsAt = this.#nextStart()): Promise<Values> {
    const id = crypto.randomUUID();
    const endsAt = new Date(startsAt.getTime() + HOUR_MS);
    const isPaid = state !== "held";
    const isOver = state === "completed";
    const isConfirmed = state === "confirmed" || isOver;
    const slotId = `made-${id}`;
    const { cast } = this;
    await sql.begin(async (tx) => {
      await tx`insert into sessions (id, reader_id, researcher_id, time_slot_id, paper_id, state,
          starts_at, ends_at, price_cents, requires_acceptance, cancellation_window_minutes,
          hold_expires_at, paid_at, answer_by, confirmed_at, completed_at, review_asked_at)
        values (${id}, ${cast.reader.userId}, ${cast.researcher.researcherId}, ${slotId},
          ${this.paperId}, ${state}, ${startsAt}, ${endsAt}, 10000, ${state === "requested"}, 1440,
          ${inDays(1)}, ${isPaid ? new Date() : null}, ${state === "requested" ? inDays(2) : null},
          ${isConfirmed ? new Date() : null}, ${isOver ? new Date() : null},
          ${isOver ? new Date() : null})`;
      if (!isOver)
        await tx`insert into time_slots (id, researcher_id, start_time, end_time, available,
            session_id)
          values (${slotId}, ${cast.researcher.researcherId}, ${startsAt}, ${endsAt}, false, ${id})`;
      await tx`insert into meetings (session_id, host_email, starts_at, ends_at, state, join_url)
        values (${id}, ${`${id}@hosts.example`}, ${startsAt}, ${endsAt},
          ${isConfirmed ? "ready" : "reserved"},
          ${isConfirmed ? "https://zoom.example/j/1" : null})`;
    });
    return { session_id: id };
  }

  /** Each a day after the one before, outside the hours that others book. */
  #nextStart(): Date {
    this.#made += 1;
    const start = inDays(20 + this.#made);
    start.setUTCHours(20, 0, 0, 0);
    return start;
  }
}
