import { sql } from "drizzle-orm";
import { check, index, pgTable, primaryKey, smallint, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, instant } from "./columns";

/** What was answered to a POST under the caller's own key, for a day. */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    /** The user's id, or a digest of the request where nobody is signed in: keys of two callers never meet. */
    scope: text("scope").notNull(),
    key: text("key").notNull(),
    /** Of address and body: one key is for one request. */
    requestHash: text("request_hash").notNull(),
    /** Names who carries the request out; nobody else may write its answer. */
    claim: uuid("claim").notNull(),
    claimedUntil: instant("claimed_until").notNull(),
    status: smallint("status"),
    body: text("body"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.scope, t.key] }),
    index("idempotency_keys_created").on(t.createdAt),
    check("idempotency_keys_answer", sql`(${t.status} is null) = (${t.body} is null)`),
  ],
);
