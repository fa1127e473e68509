import { customType, timestamp, uuid } from "drizzle-orm/pg-core";

/** An instant, kept in UTC (timestamptz, microseconds) and read as a Date. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

export const primaryId = () => uuid("id").primaryKey().defaultRandom();

export const createdAt = () => instant("created_at").notNull().defaultNow();

export const updatedAt = () =>
  instant("updated_at")
    .notNull()
    .defaultNow()
    .$onUpdate(() => new Date());

/** Text that compares without regard to case: e-mail addresses, ORCID iDs, DOIs. */
export const citext = customType<{ data: string }>({ dataType: () => "citext" });

export const bytes = customType<{ data: Buffer }>({ dataType: () => "bytea" });
