import { asc, eq, or, sql } from "drizzle-orm";
import { z } from "zod";
import { anyOf } from "@/db/any-of";
import {
  adminActs,
  alerts,
  disputes,
  meetings,
  papers,
  payments,
  payouts,
  refunds,
  reminders,
  researchers,
  sentMails,
  sessionReports,
  sessions,
  users,
  webhookEvents,
} from "@/db/schema";
import { requireAdmin } from "@/lib/auth/actor";
import type { Ctx } from "@/lib/platform/context";
import { notFound } from "@/lib/platform/errors";

/** All that is known of one session. Administrators only. Throws NOT_FOUND. */
export async function readSessionStory(ctx: Ctx, { sessionId }: { sessionId: string }) {
  requireAdmin(ctx.actor);
  if (!z.guid().safeParse(sessionId).success) throw notFound("Session");
  const parties = await readParties(ctx, sessionId);
  const [paid, payout, report, meeting, planned, mails, acts] = await Promise.all([
    ctx.db
      .select()
      .from(payments)
      .where(eq(payments.sessionId, sessionId))
      .orderBy(asc(payments.attempt)),
    ctx.db.select().from(payouts).where(eq(payouts.sessionId, sessionId)),
    ctx.db.select().from(sessionReports).where(eq(sessionReports.sessionId, sessionId)),
    ctx.db.select().from(meetings).where(eq(meetings.sessionId, sessionId)),
    ctx.db
      .select()
      .from(reminders)
      .where(eq(reminders.sessionId, sessionId))
      .orderBy(asc(reminders.dueAt)),
    readMails(ctx, sessionId, parties),
    readActs(ctx, sessionId),
  ]);
  const ids = paid.map(({ id }) => id);
  const [returned, disputed] = await Promise.all([
    ctx.db
      .select()
      .from(refunds)
      .where(anyOf(refunds.paymentId, ids))
      .orderBy(asc(refunds.createdAt)),
    ctx.db.select().from(disputes).where(anyOf(disputes.paymentId, ids)),
  ]);
  const atStripe = [...paid, ...returned, ...disputed, ...payout].map((row) => row.transactionId);
  const [told, raised] = await Promise.all([
    readWebhooks(ctx, [...atStripe, ...paid.map(({ chargeId }) => chargeId)]),
    readAlerts(ctx, sessionId, [...ids, ...returned.map(({ id }) => id)]),
  ]);
  return {
    ...parties,
    payments: paid,
    refunds: returned,
    disputes: disputed,
    payout: payout[0] ?? null,
    report: report[0] ?? null,
    meeting: meeting[0] ?? null,
    reminders: planned,
    mails,
    webhooks: told,
    alerts: raised,
    acts,
  };
}

export type SessionStory = Awaited<ReturnType<typeof readSessionStory>>;

async function readParties({ db }: Ctx, sessionId: string) {
  const [row] = await db
    .select({
      session: sessions,
      reader: { id: users.id, name: users.name, email: users.email },
      researcher: {
        id: researchers.id,
        slug: researchers.slug,
        name: researchers.name,
        email: researchers.email,
        userId: researchers.userId,
      },
      paperTitle: papers.title,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.readerId))
    .innerJoin(researchers, eq(researchers.id, sessions.researcherId))
    .leftJoin(papers, eq(papers.id, sessions.paperId))
    .where(eq(sessions.id, sessionId));
  if (!row) throw notFound("Session");
  return row;
}

type Parties = Awaited<ReturnType<typeof readParties>>;

/** The send ledger, with whom each mail was for in place of the address. */
async function readMails({ db }: Ctx, sessionId: string, parties: Parties) {
  const rows = await db
    .select()
    .from(sentMails)
    .where(eq(sentMails.sessionId, sessionId))
    .orderBy(asc(sentMails.createdAt), asc(sentMails.id));
  return rows.map((mail) => {
    const { id, kind, sentAt, createdAt } = mail;
    return { id, kind, to: partyOf(mail, parties), sentAt, createdAt };
  });
}

function partyOf(mail: typeof sentMails.$inferSelect, { reader, researcher }: Parties) {
  // The key ends with the account, whose address may be another one by now.
  if (mail.key.endsWith(reader.id)) return "reader";
  if (researcher.userId && mail.key.endsWith(researcher.userId)) return "researcher";
  return mail.recipient.toLowerCase() === reader.email.toLowerCase() ? "reader" : "researcher";
}

const readActs = ({ db }: Ctx, sessionId: string) =>
  db
    .select({
      id: adminActs.id,
      act: adminActs.act,
      details: adminActs.details,
      createdAt: adminActs.createdAt,
      actorName: users.name,
    })
    .from(adminActs)
    .leftJoin(users, eq(users.id, adminActs.actorId))
    .where(eq(adminActs.subjectId, sessionId))
    .orderBy(asc(adminActs.createdAt));

const readWebhooks = ({ db }: Ctx, objects: (string | null)[]) =>
  db
    .select()
    .from(webhookEvents)
    .where(
      anyOf(
        webhookEvents.objectId,
        objects.flatMap((id) => id ?? []),
      ),
    )
    .orderBy(asc(webhookEvents.processedAt));

const readAlerts = ({ db }: Ctx, sessionId: string, parts: string[]) =>
  db
    .select()
    .from(alerts)
    .where(
      or(
        eq(sql`${alerts.details} ->> 'sessionId'`, sessionId),
        anyOf(sql`${alerts.details} ->> 'paymentId'`, parts),
        anyOf(sql`${alerts.details} ->> 'refundId'`, parts),
      ),
    )
    .orderBy(asc(alerts.createdAt));
