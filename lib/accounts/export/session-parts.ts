import { desc, eq, getTableColumns, or } from "drizzle-orm";
import type { Database } from "@/db/client";
import {
  disputes,
  payments,
  payouts,
  refunds,
  researchers,
  reviews,
  sessionReports,
  sessions,
  users,
} from "@/db/schema";
import type { UserActor } from "@/lib/platform/context";
import { centsToDollars } from "@/lib/platform/money";
import { readReview, reviewColumns } from "@/lib/reviews/review";
import { selectDetail } from "@/lib/sessions/read-sessions";
import type { SessionDetail } from "@/lib/sessions/session-view";
import { MOST, type Part } from "./part";

/** What both parties know of a session; without the link, which opens the meeting. */
const sessionFields = (session: SessionDetail) => ({
  id: session.id,
  start_time: session.startsAt,
  end_time: session.endsAt,
  state: session.state,
  cancel_reason: session.cancelReason,
  canceled_at: session.canceledAt,
  questions: session.questions,
  paper: session.paperTitle,
  price: centsToDollars(session.priceCents),
  currency: session.currency,
  payment_status: session.paymentStatus,
  created_at: session.createdAt,
});

type PartOfPayment = typeof refunds.$inferSelect | typeof disputes.$inferSelect;

/** What went back of a payment, or is asked back. */
const partOfPayment = (row: PartOfPayment) => ({
  payment_id: row.paymentId,
  amount: centsToDollars(row.amountCents),
  reason: row.reason,
  status: row.status,
  created_at: row.createdAt,
});

const ofParty = ({ id, researcherId }: UserActor) =>
  or(eq(sessions.readerId, id), researcherId ? eq(sessions.researcherId, researcherId) : undefined);

export const sessionParts: readonly Part[] = [
  {
    name: "sessions_as_reader",
    about: "Sessions that you booked, with your questions. Amounts in US dollars.",
    async read({ db }, { id }) {
      const rows = await selectDetail(db)
        .where(eq(sessions.readerId, id))
        .orderBy(desc(sessions.startsAt))
        .limit(MOST);
      return rows.map((session) => ({
        ...sessionFields(session),
        researcher: session.researcherName,
        decline_reason: session.declineReason,
      }));
    },
  },
  {
    name: "sessions_as_researcher",
    about: "Sessions that readers booked with you. Amounts in US dollars.",
    ofResearchers: true,
    async read({ db }, { researcherId }) {
      const rows = await selectDetail(db)
        .where(eq(sessions.researcherId, researcherId ?? ""))
        .orderBy(desc(sessions.startsAt))
        .limit(MOST);
      return rows.map((session) => ({
        ...sessionFields(session),
        reader: session.readerName,
        decline_reason: session.declineReason,
      }));
    },
  },
  {
    name: "payments",
    about: "What you paid, for sessions and memberships. Card numbers are at Stripe alone.",
    async read({ db }, { id }) {
      const rows = await db
        .select()
        .from(payments)
        .where(eq(payments.userId, id))
        .orderBy(desc(payments.createdAt))
        .limit(MOST);
      return rows.map((row) => ({
        id: row.id,
        session_id: row.sessionId,
        membership_id: row.subscriptionId,
        amount: centsToDollars(row.amountCents),
        refunded: centsToDollars(row.refundedCents),
        currency: row.currency,
        status: row.status,
        paid_at: row.paidAt,
        receipt: row.receiptUrl,
        stripe_payment: row.transactionId,
        created_at: row.createdAt,
      }));
    },
  },
  {
    name: "refunds",
    about: "What was paid back to you.",
    async read({ db }, { id }) {
      const rows = await db
        .select(getTableColumns(refunds))
        .from(refunds)
        .innerJoin(payments, eq(payments.id, refunds.paymentId))
        .where(eq(payments.userId, id))
        .orderBy(desc(refunds.createdAt))
        .limit(MOST);
      return rows.map(partOfPayment);
    },
  },
  {
    name: "disputes",
    about: "Payments of yours that your bank asked back.",
    async read({ db }, { id }) {
      const rows = await db
        .select(getTableColumns(disputes))
        .from(disputes)
        .innerJoin(payments, eq(payments.id, disputes.paymentId))
        .where(eq(payments.userId, id))
        .limit(MOST);
      return rows.map(partOfPayment);
    },
  },
  {
    name: "reviews_written",
    about: "Reviews that you wrote, with the researcher's reply.",
    read: ({ db }, { id }) =>
      db
        .select({
          session_id: reviews.sessionId,
          researcher: researchers.name,
          rating: reviews.rating,
          text: reviews.text,
          reply: reviews.reply,
          created_at: reviews.createdAt,
        })
        .from(reviews)
        .innerJoin(researchers, eq(researchers.id, reviews.researcherId))
        .where(eq(reviews.readerId, id))
        .orderBy(desc(reviews.createdAt))
        .limit(MOST),
  },
  {
    name: "reviews_received",
    about: "Reviews of sessions with you, with your reply.",
    ofResearchers: true,
    read: ({ db }, { researcherId }) => readReviews(db, researcherId ?? ""),
  },
  {
    name: "reports",
    about: "What you or the other party reported about a session, and what came of it.",
    read: ({ db }, owner) =>
      db
        .select({
          session_id: sessionReports.sessionId,
          reported_by: sessionReports.reportedBy,
          kind: sessionReports.kind,
          text: sessionReports.text,
          answer: sessionReports.contestText,
          status: sessionReports.status,
          outcome: sessionReports.outcome,
          created_at: sessionReports.createdAt,
          decided_at: sessionReports.decidedAt,
        })
        .from(sessionReports)
        .innerJoin(sessions, eq(sessions.id, sessionReports.sessionId))
        .where(ofParty(owner))
        .orderBy(desc(sessionReports.createdAt))
        .limit(MOST),
  },
  {
    name: "payouts",
    about: "What you earned with each session. Amounts in US dollars.",
    ofResearchers: true,
    async read({ db }, { researcherId }) {
      const rows = await db
        .select()
        .from(payouts)
        .where(eq(payouts.researcherId, researcherId ?? ""))
        .orderBy(desc(payouts.earnedAt))
        .limit(MOST);
      return rows.map((row) => ({
        session_id: row.sessionId,
        status: row.status,
        gross: centsToDollars(row.grossCents),
        fee: centsToDollars(row.feeCents),
        net: centsToDollars(row.netCents),
        withheld: centsToDollars(row.withheldCents),
        currency: row.currency,
        due_at: row.dueAt,
        paid_at: row.paidAt,
        stripe_transfer: row.transactionId,
      }));
    },
  },
];

async function readReviews(db: Database, researcherId: string) {
  const rows = await db
    .select(reviewColumns)
    .from(reviews)
    .innerJoin(users, eq(users.id, reviews.readerId))
    .where(eq(reviews.researcherId, researcherId))
    .orderBy(desc(reviews.createdAt))
    .limit(MOST);
  return rows.map(readReview).map((review) => ({
    session_id: review.sessionId,
    reader: review.readerName,
    rating: review.rating,
    text: review.text,
    reply: review.reply,
    created_at: review.createdAt,
  }));
}
