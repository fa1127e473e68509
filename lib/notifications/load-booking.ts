import { eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { meetings, papers, payments, researchers, sessions, users } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";

export type Person = { userId: string; name: string; email: string; timeZone: string };

/** What the mails about one session need. Cents; `joinUrl` is null until the meeting is there. */
export type Booking = {
  session: typeof sessions.$inferSelect;
  reader: Person;
  researcher: Person;
  slug: string;
  paperTitle: string | null;
  joinUrl: string | null;
  paidCents: number;
  refundedCents: number;
};

const owner = alias(users, "owner");

/** A link that can be used: while a meeting is being moved it stays what it was. */
const usableLink = sql<string | null>`case when ${meetings.state} in ('ready', 'outdated')
  then ${meetings.joinUrl} end`;

const paid = sql<number>`coalesce((select sum(${payments.capturedCents}) from ${payments}
  where ${payments.sessionId} = ${sessions.id} and ${payments.status} = 'completed'), 0)::int`;

const refunded = sql<number>`coalesce((select sum(${payments.refundedCents}) from ${payments}
  where ${payments.sessionId} = ${sessions.id} and ${payments.status} = 'completed'), 0)::int`;

/** The session with both parties, its paper, its link and its money; null if there is none. */
export async function loadBooking({ db }: Pick<Ctx, "db">, id: string): Promise<Booking | null> {
  const [row] = await db
    .select({
      session: sessions,
      reader: { userId: users.id, name: users.name, email: users.email, timeZone: users.timeZone },
      researcher: {
        userId: owner.id,
        name: researchers.name,
        email: owner.email,
        timeZone: researchers.timeZone,
      },
      slug: researchers.slug,
      paperTitle: papers.title,
      joinUrl: usableLink,
      paidCents: paid,
      refundedCents: refunded,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.readerId))
    .innerJoin(researchers, eq(researchers.id, sessions.researcherId))
    .innerJoin(owner, eq(owner.id, researchers.userId))
    .leftJoin(papers, eq(papers.id, sessions.paperId))
    .leftJoin(meetings, eq(meetings.sessionId, sessions.id))
    .where(eq(sessions.id, id));
  return row ?? null;
}
