import { type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";

/**
 * Rows whose id is among these, in one text and with one parameter however many they are: each
 * length of an `in (...)` would be a statement to prepare of its own. Ids are UUIDs.
 */
export const anyIdOf = (column: PgColumn, ids: readonly string[]): SQL =>
  sql`${column} = any(${`{${ids.join(",")}}`}::text::uuid[])`;
