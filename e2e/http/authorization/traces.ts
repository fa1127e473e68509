import type { Cast } from "../support/cast";
import { sql } from "../support/stack";

/** What jobs, sweeps and the counting of requests write by themselves, whoever asks for what. */
const OWN_LIFE = [
  "alerts",
  "idempotency_keys",
  "job_ticks",
  "meetings",
  "outbox",
  "payout_accounts",
  "rate_limits",
  "refunds",
  "reminders",
  "sent_mails",
  "source_turns",
  "webhook_events",
];
const OWN_COLUMNS = [
  "last_used_at",
  "next_available_at",
  "review_asked_at",
  "seen_at",
  "updated_at",
];
/** How far a collection has come is its job's to say. */
const JOB_COLUMNS = ["state", "started_at", "finished_at", "organization", "researcher_id"];
const ownColumns = (table: string) =>
  table === "collection_jobs" ? [...OWN_COLUMNS, ...JOB_COLUMNS] : OWN_COLUMNS;

/** Everything that the database says of these people: a line for each row. */
export type Traces = ReadonlySet<string>;

/** The rows that are new or gone, for a person to read. */
export const differences = (before: Traces, after: Traces): string[] => [
  ...[...after].filter((row) => !before.has(row)).map((row) => `new: ${row}`),
  ...[...before].filter((row) => !after.has(row)).map((row) => `gone: ${row}`),
];

export class TraceReader {
  private constructor(
    readonly tables: string[],
    readonly marks: string[],
  ) {}

  static async of(cast: Cast): Promise<TraceReader> {
    const tables = await sql<{ name: string }[]>`
      select table_name as name from information_schema.tables
      where table_schema = 'public' and table_type = 'BASE TABLE'
        and table_name <> all(${OWN_LIFE}) order by 1`;
    const marks = Object.values(cast).flatMap((person) => [
      person.userId,
      person.email,
      ...("researcherId" in person ? [person.researcherId] : []),
    ]);
    return new TraceReader(
      tables.map(({ name }) => name),
      marks,
    );
  }

  async read(): Promise<Traces> {
    const parts = this.tables.map(
      (table) => sql`select ${table} || ' ' || row as row
        from (select (to_jsonb(t) - ${ownColumns(table)}::text[])::text as row from ${sql(table)} t) t
        where row like any(${this.marks.map((mark) => `%${mark}%`)})`,
    );
    const all = parts.reduce((before, next) => sql`${before} union all ${next}`);
    const rows = await sql<{ row: string }[]>`${all}`;
    return new Set(rows.map(({ row }) => row));
  }
}
