import { customType, numeric, timestamp, uuid } from "drizzle-orm/pg-core";

/** An instant, kept in UTC (timestamptz, microseconds) and read as a Date. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

export const primaryId = () => uuid("id").primaryKey().defaultRandom();

export const createdAt = () => instant("created_at").notNull().defaultNow();

export const updatedAt = () =>
  instant("updated_at")
    .notNull()
    .defaultNow()
    .$onUpdate(() => new Date());

/** A share in percent, with up to two decimals. */
export const percent = (name: string) => numeric(name, { precision: 5, scale: 2, mode: "number" });

/** Text that compares without regard to case: e-mail addresses, ORCID iDs, DOIs. */
export const citext = customType<{ data: string }>({ dataType: () => "citext" });

export const bytes = customType<{ data: Buffer }>({ dataType: () => "bytea" });

/** Words of a text, sorted, for full-text search. */
export const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });
