import { expect } from "@playwright/test";
import type { Sql } from "postgres";
import type { StackAddresses } from "@/scripts/stack-addresses";
import type { Reader } from "./people";

export type Booking = { id: string; startsAt: Date };

/** Bookings by the API, for journeys that begin once something is booked. */
export class Bookings {
  constructor(
    private readonly stack: StackAddresses,
    private readonly sql: Sql,
  ) {}

  /** Holds the first free time of a researcher that lies at least so many days ahead. */
  async hold(reader: Reader, slug: string, { inDays = 4 } = {}): Promise<Booking> {
    const token = await this.#tokenOf(reader);
    const slotId = await this.#freeSlot(token, slug, inDays);
    const { data } = await this.#call<{ data: { id: string; start_time: string } }>(
      token,
      "sessions",
      { time_slot_id: slotId },
    );
    return { id: data.id, startsAt: new Date(data.start_time) };
  }

  /** Holds and pays; an instant researcher's session is confirmed then, another's requested. */
  async book(reader: Reader, slug: string, options?: { inDays?: number }): Promise<Booking> {
    const booking = await this.hold(reader, slug, options);
    const token = await this.#tokenOf(reader);
    const { client_secret } = await this.#call<{ client_secret: string }>(
      token,
      "payments/intent",
      { session_id: booking.id },
    );
    const [intent = ""] = client_secret.split("_secret_");
    const paid = await fetch(`${this.stack.sandbox}/v1/payment_intents/${intent}/confirm`, {
      method: "POST",
      headers: { authorization: "Bearer sk_test_sandbox" },
      body: new URLSearchParams({ payment_method: "pm_card_visa" }),
    });
    expect(paid.status, "paying at the stand-in").toBe(200);
    await this.#call(token, "payments/confirm", {
      session_id: booking.id,
      payment_intent_id: intent,
    });
    return booking;
  }

  /** Waits for the Zoom link of a booked session and returns it. */
  async joinUrlOf(id: string): Promise<string> {
    const read = async () => {
      const [row] = await this.sql<{ url: string | null }[]>`
        select join_url as url from meetings where session_id = ${id}`;
      return row?.url ?? "";
    };
    await expect.poll(read, { message: "the Zoom link", timeout: 30_000 }).toMatch(/^http/);
    return read();
  }

  /**
   * What time alone could do: the session, its slot and its meeting start at another instant. The
   * host is not blocked by it: another journey's meeting may have been moved onto the same hour.
   */
  async moveBySql(id: string, startsAt: Date): Promise<void> {
    const endsAt = new Date(startsAt.getTime() + 3_600_000);
    await this.sql.begin(async (tx) => {
      await tx`update sessions set starts_at = ${startsAt}, ends_at = ${endsAt} where id = ${id}`;
      await tx`update time_slots set id = ${`moved-${crypto.randomUUID()}`},
        start_time = ${startsAt}, end_time = ${endsAt} where session_id = ${id}`;
      await tx`update meetings set starts_at = ${startsAt}, ends_at = ${endsAt}, blocking = false
        where session_id = ${id}`;
    });
  }

  async #tokenOf({ email, password }: Reader): Promise<string> {
    const { access_token } = await this.#call<{ access_token: string }>(null, "../auth/token", {
      email,
      password,
    });
    return access_token;
  }

  async #freeSlot(token: string, slug: string, inDays: number): Promise<string> {
    const [researcher] = await this.sql<{ id: string }[]>`
      select id from researchers where slug = ${slug}`;
    for (let day = inDays; day < 60; day++) {
      const date = new Date(Date.now() + day * 86_400_000).toISOString().slice(0, 10);
      const query = new URLSearchParams({ researcher_id: researcher?.id ?? "", date });
      const { time_slots: slots } = await this.#call<{
        time_slots: { id: string; available: boolean }[];
      }>(token, `time-slots?${query}`);
      const free = slots.find(({ available }) => available);
      if (free) return free.id;
    }
    throw new Error(`${slug} has no free time from ${inDays} days ahead`);
  }

  async #call<T>(token: string | null, path: string, body?: unknown): Promise<T> {
    const url = new URL(path, `${this.stack.app}/api/v1/consulting/`);
    const response = await fetch(url, {
      method: body === undefined ? "GET" : "POST",
      headers: {
        "content-type": "application/json",
        ...(token && { authorization: `Bearer ${token}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${url.pathname} answered ${response.status}: ${text}`);
    return JSON.parse(text) as T;
  }
}
