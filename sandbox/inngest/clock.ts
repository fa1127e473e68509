import type { Sql } from "postgres";

/** A clock that can be moved ahead for good, so that tests need not wait for timers. */
export class MovableClock {
  #aheadMs = 0;

  constructor(
    private readonly sql: Sql,
    private readonly base: () => Date,
  ) {}

  now = (): Date => new Date(this.base().getTime() + this.#aheadMs);

  /** A clock that was moved stays so over a restart. */
  async load(): Promise<void> {
    const [row] = await this.sql<{ ahead_ms: string }[]>`select ahead_ms from inngest.clock`;
    this.#aheadMs = Number(row?.ahead_ms ?? 0);
  }

  async advance(ms: number): Promise<void> {
    await this.sql`
      insert into inngest.clock (ahead_ms) values (${ms})
      on conflict (singleton) do update set ahead_ms = clock.ahead_ms + excluded.ahead_ms`;
    await this.load();
  }
}
