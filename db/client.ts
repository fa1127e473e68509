import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { prepareQueries } from "./prepared-queries";
import { keepValuesOutOfErrors } from "./query-error";

export type Database = PostgresJsDatabase & { $client: postgres.Sql };
/** A database or a transaction of it: what a verb needs to read and write. */
export type Tx = Parameters<Parameters<Database["transaction"]>[0]>[0];

keepValuesOutOfErrors();
prepareQueries();

export type PoolOptions = { max?: number; statementTimeoutMs?: number };

/**
 * Opens a pool. Statements, locks and idle transactions have bounds (milliseconds), so that one
 * stuck request can never hold the others.
 */
export function createDatabase(url: string, options: PoolOptions = {}): Database {
  const client = postgres(url, {
    max: options.max ?? 10,
    idle_timeout: 20,
    connect_timeout: 5,
    max_lifetime: 1800,
    onnotice: () => {},
    connection: {
      application_name: "colloquy",
      TimeZone: "UTC",
      statement_timeout: options.statementTimeoutMs ?? 10_000,
      lock_timeout: 5_000,
      idle_in_transaction_session_timeout: 15_000,
    },
  });
  return drizzle(client);
}
