import postgres, { type Sql, type TransactionSql } from "postgres";
import { createSchema } from "./schema";

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

export type ListOptions = {
  /** Only objects whose body contains this (jsonb containment). */
  filter?: { [key: string]: Json } | undefined;
  /** Only objects whose body contains at least one of these. */
  anyOf?: { [key: string]: Json }[] | undefined;
  /** Only objects created at or after, and before, these instants. */
  createdFrom?: Date | undefined;
  createdBefore?: Date | undefined;
  /** How many at most, default 10. */
  limit?: number | undefined;
  /** Newest first, beginning after the object of this id. */
  startingAfter?: string | undefined;
};

export type NewDelivery = {
  service: string;
  eventId: string;
  eventType: string;
  payload: string;
  created: Date;
};

/**
 * Objects of every stand-in, by kind and id, each a JSON body. Kinds are `<service>.<object>`,
 * e.g. `stripe.charge`. The same calls work on the store and inside its `transaction`.
 */
export class Records {
  constructor(readonly sql: Sql | TransactionSql) {}

  async get<T>(kind: string, id: string): Promise<T | undefined> {
    const [row] = await this.sql<{ body: T }[]>`
      select body from sandbox.objects where kind = ${kind} and id = ${id}`;
    return row?.body;
  }

  /** As `get`, and nobody else changes the object until the transaction ends. */
  async lock<T>(kind: string, id: string): Promise<T | undefined> {
    const [row] = await this.sql<{ body: T }[]>`
      select body from sandbox.objects where kind = ${kind} and id = ${id} for update`;
    return row?.body;
  }

  /** Inserts or replaces; `created` counts only for a new object. */
  async put<T extends object>(kind: string, id: string, body: T, created: Date): Promise<T> {
    await this.sql`
      insert into sandbox.objects (kind, id, body, created)
      values (${kind}, ${id}, ${JSON.stringify(body)}::text::jsonb, ${created})
      on conflict (kind, id) do update set body = excluded.body`;
    return body;
  }

  /** Replaces an object that exists. */
  async replace<T extends object>(kind: string, id: string, body: T): Promise<T> {
    await this.sql`
      update sandbox.objects set body = ${JSON.stringify(body)}::text::jsonb
      where kind = ${kind} and id = ${id}`;
    return body;
  }

  async remove(kind: string, id: string): Promise<boolean> {
    const gone = await this.sql`delete from sandbox.objects where kind = ${kind} and id = ${id}`;
    return gone.count > 0;
  }

  /** Newest first. */
  async list<T>(kind: string, options: ListOptions = {}): Promise<{ data: T[]; hasMore: boolean }> {
    const { filter = {}, anyOf = [{}], limit = 10, startingAfter = null } = options;
    const { createdFrom = null, createdBefore = null } = options;
    const rows = await this.sql<{ body: T }[]>`
      select body from sandbox.objects
      where kind = ${kind} and body @> ${JSON.stringify(filter)}::text::jsonb
        and exists (select from jsonb_array_elements(${JSON.stringify(anyOf)}::text::jsonb) any_of
          where body @> any_of)
        and (${createdFrom}::timestamptz is null or created >= ${createdFrom})
        and (${createdBefore}::timestamptz is null or created < ${createdBefore})
        and (${startingAfter}::text is null or seq <
          (select seq from sandbox.objects where kind = ${kind} and id = ${startingAfter}))
      order by seq desc limit ${limit + 1}`;
    return { data: rows.slice(0, limit).map((row) => row.body), hasMore: rows.length > limit };
  }

  /** Leaves a webhook to be delivered once the transaction has committed. */
  async addDelivery(delivery: NewDelivery): Promise<void> {
    await this.sql`
      insert into sandbox.webhook_deliveries (service, event_id, event_type, payload, created, due_at)
      values (${delivery.service}, ${delivery.eventId}, ${delivery.eventType}, ${delivery.payload},
        ${delivery.created}, ${delivery.created})`;
  }
}

const MAX_TRIES = 3;

const isDeadlock = (error: unknown) =>
  error instanceof postgres.PostgresError && error.code === "40P01";

/** The sandbox's state, in the schema `sandbox` of its own PostgreSQL database. */
export class Store extends Records {
  readonly #pool: Sql;
  /** Called after every commit, to look for new webhooks. */
  onCommit: () => void = () => {};

  private constructor(pool: Sql) {
    super(pool);
    this.#pool = pool;
  }

  /** Connects and creates the schema where it is missing. */
  static async open(databaseUrl: string, connections = 10): Promise<Store> {
    const pool = postgres(databaseUrl, {
      max: connections,
      idle_timeout: 20,
      connect_timeout: 5,
      onnotice() {},
      // Milliseconds. A connection may lose its place when PostgreSQL is killed amid a statement: the
      // bound ends that statement, which would keep its job, and all that waits for it, for ever.
      connection: {
        statement_timeout: 30_000,
        lock_timeout: 20_000,
        idle_in_transaction_session_timeout: 30_000,
      },
    });
    try {
      await createSchema(pool);
    } catch (error) {
      await pool.end({ timeout: 1 });
      throw error;
    }
    return new Store(pool);
  }

  /** For a stand-in that keeps tables of its own. */
  get pool(): Sql {
    return this.#pool;
  }

  /**
   * Everything in `work` happens, or nothing. Use only the records handed to it: where two
   * transactions wait for each other, one is undone and its work done once more.
   */
  async transaction<T>(work: (records: Records) => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries++) {
      try {
        const result = await this.#pool.begin(async (tx) => ({
          value: await work(new Records(tx)),
        }));
        this.onCommit();
        return result.value as T;
      } catch (error) {
        if (!isDeadlock(error) || tries === MAX_TRIES) throw error;
      }
    }
  }

  /** Changes one object while it is locked; undefined when there is none. */
  async update<T extends object>(
    kind: string,
    id: string,
    change: (body: T, records: Records) => T | Promise<T>,
  ): Promise<T | undefined> {
    return this.transaction(async (records) => {
      const body = await records.lock<T>(kind, id);
      if (!body) return undefined;
      return records.replace(kind, id, await change(body, records));
    });
  }

  async close(): Promise<void> {
    await this.#pool.end({ timeout: 2 });
  }
}
