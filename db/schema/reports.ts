import { sql } from "drizzle-orm";
import { check, index, integer, pgEnum, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, instant, primaryId, updatedAt } from "./columns";
import { sessions } from "./sessions";
import { users } from "./users";

export const reportParty = pgEnum("report_party", ["reader", "researcher"]);
export const reportKind = pgEnum("report_kind", ["no_show", "problem"]);
/** `open` waits for the other party, `with_admin` for an administrator. */
export const reportStatus = pgEnum("report_status", ["open", "with_admin", "decided"]);
export const reportOutcome = pgEnum("report_outcome", ["refund", "partial_refund", "pay"]);

/** What one party says went wrong with a session; it can be said once. */
export const sessionReports = pgTable(
  "session_reports",
  {
    id: primaryId(),
    sessionId: uuid("session_id")
      .notNull()
      .unique()
      .references(() => sessions.id),
    reportedBy: reportParty("reported_by").notNull(),
    kind: reportKind("kind").notNull(),
    text: text("text").notNull(),
    status: reportStatus("status").notNull(),
    /** Until when the other party can say otherwise. */
    contestBy: instant("contest_by").notNull(),
    contestedAt: instant("contested_at"),
    contestText: text("contest_text"),
    outcome: reportOutcome("outcome"),
    refundCents: integer("refund_cents"),
    /** Null when the deadline decided. */
    decidedBy: uuid("decided_by").references(() => users.id),
    decidedAt: instant("decided_at"),
    note: text("note"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    index("session_reports_open").on(t.contestBy).where(sql`status = 'open'`),
    check(
      "session_reports_decided",
      sql`(${t.status} = 'decided') = (${t.outcome} is not null and ${t.decidedAt} is not null)`,
    ),
    check(
      "session_reports_contested",
      sql`(${t.contestedAt} is null) = (${t.contestText} is null)`,
    ),
    check(
      "session_reports_refund",
      sql`(${t.outcome} is distinct from 'pay' and ${t.outcome} is not null) = (${t.refundCents} is not null)`,
    ),
  ],
);
