import { and, eq, inArray, or } from "drizzle-orm";
import type { Database, Tx } from "@/db/client";
import { disputes, payments, payouts, sessionReports, sessions } from "@/db/schema";
import type { UserActor } from "@/lib/platform/context";
import type { OwnSession } from "./own-sessions";

/** What has to be settled before an account can be deleted, and the page to do it. */
export type Obstacle = {
  kind:
    | "session"
    | "hold"
    | "being_paid"
    | "session_too_late"
    | "session_under_way"
    | "payout_due"
    | "report_open"
    | "dispute_open"
    | "last_administrator";
  message: string;
  path: string;
};

const ofStanding: Record<OwnSession["standing"], Pick<Obstacle, "kind" | "message">> = {
  cancelable: { kind: "session", message: "A session is still to come, and can be canceled" },
  hold: { kind: "hold", message: "A time is held for you, and has not been let go of yet" },
  being_paid: {
    kind: "being_paid",
    message: "A reader is paying for a time with you; look again in a quarter of an hour",
  },
  too_late: {
    kind: "session_too_late",
    message:
      "A session begins within 24 hours and can no longer be canceled; wait until it is over",
  },
  under_way: {
    kind: "session_under_way",
    message: "A session has begun and is not completed yet; wait until it is over",
  },
};

/** What stands in the way as far as sessions go. */
export const obstaclesOf = (own: OwnSession[]): Obstacle[] =>
  own.map(({ standing, path }) => ({ ...ofStanding[standing], path }));

type Owner = Pick<UserActor, "id" | "researcherId">;

/** Money that is on its way to somebody, and what is not decided yet about their sessions. */
export async function listUnsettled(db: Database | Tx, owner: Owner): Promise<Obstacle[]> {
  return [
    ...(await listPayouts(db, owner)),
    ...(await listReports(db, owner)),
    ...(await listDisputes(db, owner)),
  ];
}

async function listPayouts(db: Database | Tx, { researcherId }: Owner): Promise<Obstacle[]> {
  if (!researcherId) return [];
  const open = await db
    .select({ id: payouts.id })
    .from(payouts)
    .where(
      and(
        eq(payouts.researcherId, researcherId),
        inArray(payouts.status, ["due", "blocked", "sending"]),
      ),
    );
  if (open.length === 0) return [];
  const message =
    open.length === 1
      ? "A payout is still to come: it goes out two days after its session, once your payout account is complete"
      : `${open.length} payouts are still to come: each goes out two days after its session, once your payout account is complete`;
  return [{ kind: "payout_due", message, path: "/dashboard/earnings" }];
}

const isParty = ({ id, researcherId }: Owner) =>
  or(eq(sessions.readerId, id), researcherId ? eq(sessions.researcherId, researcherId) : undefined);

const pageOf = (owner: Owner, session: { id: string; readerId: string }) =>
  `${session.readerId === owner.id ? "/sessions" : "/dashboard/bookings"}/${session.id}`;

async function listReports(db: Database | Tx, owner: Owner): Promise<Obstacle[]> {
  const open = await db
    .select({ id: sessions.id, readerId: sessions.readerId })
    .from(sessionReports)
    .innerJoin(sessions, eq(sessions.id, sessionReports.sessionId))
    .where(and(isParty(owner), inArray(sessionReports.status, ["open", "with_admin"])));
  return open.map((session) => ({
    kind: "report_open",
    message: "A report about a session is not decided yet",
    path: pageOf(owner, session),
  }));
}

async function listDisputes(db: Database | Tx, owner: Owner): Promise<Obstacle[]> {
  const open = await db
    .select({ id: sessions.id, readerId: sessions.readerId })
    .from(disputes)
    .innerJoin(payments, eq(payments.id, disputes.paymentId))
    .leftJoin(sessions, eq(sessions.id, payments.sessionId))
    .where(and(eq(disputes.status, "open"), or(eq(payments.userId, owner.id), isParty(owner))));
  return open.map(({ id, readerId }) => ({
    kind: "dispute_open",
    message: "A payment is disputed at the bank, and that is not decided yet",
    path: id && readerId ? pageOf(owner, { id, readerId }) : "/membership",
  }));
}
