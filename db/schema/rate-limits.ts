import { index, integer, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "./columns";

/**
 * How much of each limit was used: one row for a policy and whom it counts. The table is unlogged: a
 * crash of PostgreSQL forgets the counts, and counting costs no write-ahead log.
 */
export const rateLimits = pgTable(
  "rate_limits",
  {
    /** `<policy>:<digest of whom it counts>`. */
    key: text("key").primaryKey(),
    points: integer("points").notNull(),
    expire: instant("expire"),
  },
  (t) => [index("rate_limits_expire").on(t.expire)],
);
