import { sql } from "drizzle-orm";
import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
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
export const webhookEvents = pgTable(
  "webhook_events",
  {
    /** The provider's event id. */
    id: text("id").primaryKey(),
    provider: text("provider").notNull(),
    type: text("type").notNull(),
    objectId: text("object_id"),
    processedAt: createdAt(),
  },
  (t) => [
    index("webhook_events_latest").on(t.processedAt, t.id),
    index("webhook_events_object").on(t.objectId),
  ],
);

/** Events that were proven, and could not be applied: enough to ask for them again, nothing of what they hold. */
export const webhookFailures = pgTable(
  "webhook_failures",
  {
    /** The provider's event id. */
    id: text("id").primaryKey(),
    provider: text("provider").notNull(),
    type: text("type").notNull(),
    /** The connected account that it happened in, if one. */
    account: text("account"),
    errorCode: text("error_code").notNull(),
    attempts: integer("attempts").notNull().default(1),
    createdAt: createdAt(),
    lastTriedAt: instant("last_tried_at").notNull(),
  },
  (t) => [index("webhook_failures_latest").on(t.createdAt, t.id)],
);

/** Runs of jobs that are out of retries, with the event that set them off. */
export const failedJobs = pgTable(
  "failed_jobs",
  {
    /** The run, as the job engine calls it. */
    id: text("id").primaryKey(),
    job: text("job").notNull(),
    /** Null for what a clock set off. */
    eventName: text("event_name"),
    eventData: jsonb("event_data").$type<Record<string, unknown>>().notNull().default({}),
    error: text("error").notNull(),
    /** When its event was sent out once more. */
    runAgainAt: instant("run_again_at"),
    createdAt: createdAt(),
  },
  (t) => [index("failed_jobs_latest").on(t.createdAt, t.id)],
);

/** What administrators did, each in the transaction of the act itself: ids, no names or addresses. */
export const adminActs = pgTable(
  "admin_acts",
  {
    id: primaryId(),
    /** Without a reference: who did it stays on record when the account is gone. */
    actorId: uuid("actor_id").notNull(),
    act: text("act").notNull(),
    subjectKind: text("subject_kind").notNull(),
    subjectId: text("subject_id").notNull(),
    details: jsonb("details").$type<Record<string, unknown>>().notNull().default({}),
    createdAt: createdAt(),
  },
  (t) => [
    index("admin_acts_latest").on(t.createdAt, t.id),
    index("admin_acts_subject").on(t.subjectId, t.createdAt),
  ],
);

/** What a person must look at. */
export const alerts = pgTable(
  "alerts",
  {
    id: primaryId(),
    kind: text("kind").notNull(),
    /** The same trouble is told once while it is open: kind and subject. */
    key: text("key").notNull(),
    message: text("message").notNull(),
    details: jsonb("details").$type<Record<string, unknown>>().notNull().default({}),
    /** The mail that tells the operator: one of its own, or a digest when there are many. */
    mailKey: text("mail_key"),
    resolvedAt: instant("resolved_at"),
    /** What whoever resolved it wrote. */
    note: text("note"),
    /** Resolved for good: found again, it is not told again. */
    isQuiet: boolean("is_quiet").notNull().default(false),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("alerts_told").on(t.key).where(sql`resolved_at is null or is_quiet`),
    index("alerts_open").on(t.createdAt, t.id).where(sql`resolved_at is null`),
    index("alerts_resolved").on(t.resolvedAt, t.id).where(sql`resolved_at is not null`),
  ],
);

/** When each job of the clock last came to its end: a restart must not forget how late it is. */
export const jobTicks = pgTable("job_ticks", {
  job: text("job").primaryKey(),
  finishedAt: instant("finished_at").notNull(),
});
