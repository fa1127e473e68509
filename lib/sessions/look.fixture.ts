import { asc, eq, inArray } from "drizzle-orm";
import {
  alerts,
  meetings,
  outbox,
  payments,
  refunds,
  researchers,
  sessions,
  timeSlots,
} from "@/db/schema";
import type { TestDatabase } from "@/db/testing";

/** Reads what a test wants to know of a session from every table that keeps a part of it. */
export function lookAt({ db }: TestDatabase) {
  const one = <Row>([row]: Row[]): Row => {
    if (!row) throw new Error("no such row");
    return row;
  };
  const look = {
    session: async (id: string) => one(await db.select().from(sessions).where(eq(sessions.id, id))),
    researcherRow: async (id: string) =>
      one(await db.select().from(researchers).where(eq(researchers.id, id))),
    payments: (sessionId: string) =>
      db
        .select()
        .from(payments)
        .where(eq(payments.sessionId, sessionId))
        .orderBy(asc(payments.attempt)),
    async payment(sessionId: string) {
      return one(await look.payments(sessionId));
    },
    async refunds(sessionId: string) {
      const ids = (await look.payments(sessionId)).map((payment) => payment.id);
      return ids.length === 0
        ? []
        : db.select().from(refunds).where(inArray(refunds.paymentId, ids));
    },
    meeting: async (sessionId: string) =>
      one(await db.select().from(meetings).where(eq(meetings.sessionId, sessionId))),
    /** The claim of a session on a slot, if it has one. */
    async claim(sessionId: string) {
      const rows = await db.select().from(timeSlots).where(eq(timeSlots.sessionId, sessionId));
      return rows[0] ?? null;
    },
    /** What was put into the outbox for a session, oldest first. */
    async events(sessionId: string, name?: string) {
      const rows = await db.select().from(outbox).orderBy(asc(outbox.createdAt));
      return rows
        .filter((row) => row.data.sessionId === sessionId && (!name || row.name === name))
        .map((row) => ({ name: row.name, data: row.data }));
    },
    alerts: () => db.select().from(alerts).orderBy(asc(alerts.createdAt)),
    /** Everything that a refused change must leave as it was. */
    async everything(sessionId: string) {
      const session = await look.session(sessionId);
      return {
        session,
        payments: await look.payments(sessionId),
        refunds: await look.refunds(sessionId),
        claim: await look.claim(sessionId),
        meeting: await look.meeting(sessionId),
        researcher: await look.researcherRow(session.researcherId),
        events: (await look.events(sessionId)).length,
      };
    },
  };
  return look;
}
