import { DrizzleQueryError } from "drizzle-orm";
import { PgPreparedQuery } from "drizzle-orm/pg-core";
import postgres from "postgres";

/** A query that failed: its text and PostgreSQL's reason, without any value that was bound to it. */
export class QueryError extends Error {
  override readonly name = "QueryError";
}

type RunQuery = (text: string, values: unknown[], run: () => Promise<unknown>) => Promise<unknown>;

/**
 * Makes every query of drizzle throw a QueryError. Its own error holds the bound values, names and
 * addresses among them, in its message and its fields, and whoever handles an unknown error (the
 * framework's log, the job engine) writes both down.
 */
export function keepValuesOutOfErrors(): void {
  // Inside drizzle, because it wraps the driver's error later than any hook of ours could see it.
  const queries = PgPreparedQuery.prototype;
  const runQuery: RunQuery | undefined = Reflect.get(queries, "queryWithCache");
  if (!runQuery) throw new Error("drizzle runs its queries elsewhere than it did");
  Object.assign(queries, {
    async queryWithCache(...query: Parameters<RunQuery>): Promise<unknown> {
      try {
        return await runQuery.apply(this, query);
      } catch (error) {
        if (!(error instanceof DrizzleQueryError)) throw error;
        throw new QueryError(`Failed query: ${error.query}`, { cause: withoutValues(error.cause) });
      }
    },
  });
}

/** The same error without the texts in which PostgreSQL quotes data. */
function withoutValues(cause: unknown): unknown {
  if (!(cause instanceof postgres.PostgresError)) return cause;
  // Class 22, "data exception", quotes the value in the message itself.
  const kept = new Error(cause.code.startsWith("22") ? "a value was not accepted" : cause.message);
  const { name, code, constraint_name, table_name, column_name, routine } = cause;
  return Object.assign(kept, { name, code, constraint_name, table_name, column_name, routine });
}
