import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { createdAt, instant, primaryId } from "./columns";

/** Events written in the transaction they tell of, and handed to Inngest afterwards. */
export const outbox = pgTable(
  "outbox",
  {
    id: primaryId(),
    name: text("name").notNull(),
    data: jsonb("data").$type<Record<string, unknown>>().notNull(),
    attempts: integer("attempts").notNull().default(0),
    claimedUntil: instant("claimed_until"),
    sentAt: instant("sent_at"),
    createdAt: createdAt(),
  },
  (t) => [index("outbox_unsent").on(t.createdAt).where(sql`sent_at is null`)],
);

/** Webhook events that were applied, each in the transaction of the change it brought. */
export const webhookEvents = pgTable("webhook_events", {
  /** The provider's event id. */
  id: text("id").primaryKey(),
  provider: text("provider").notNull(),
  type: text("type").notNull(),
  objectId: text("object_id"),
  processedAt: createdAt(),
});

/** What a person must look at. */
export const alerts = pgTable(
  "alerts",
  {
    id: primaryId(),
    kind: text("kind").notNull(),
    /** The same trouble is told once: kind and subject. */
    key: text("key").notNull().unique(),
    message: text("message").notNull(),
    details: jsonb("details").$type<Record<string, unknown>>().notNull().default({}),
    /** The mail that tells the operator: one of its own, or a digest when there are many. */
    mailKey: text("mail_key"),
    resolvedAt: instant("resolved_at"),
    createdAt: createdAt(),
  },
  (t) => [index("alerts_open").on(t.createdAt).where(sql`resolved_at is null`)],
);

/** When each job of the clock last came to its end: a restart must not forget how late it is. */
export const jobTicks = pgTable("job_ticks", {
  job: text("job").primaryKey(),
  finishedAt: instant("finished_at").notNull(),
});
