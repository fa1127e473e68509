import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "@/db/client";
import { accountDeletions, users } from "@/db/schema";
import { requireUser } from "@/lib/auth/actor";
import { lockResearcher } from "@/lib/availability/lock-researcher";
import { lockMember } from "@/lib/membership/lock-member";
import type { Ctx, UserActor } from "@/lib/platform/context";
import { DomainError } from "@/lib/platform/errors";
import { emit } from "@/lib/platform/outbox";
import { inTransaction } from "@/lib/platform/transaction";
import { cancelSession, endingOf } from "@/lib/sessions/cancel-session";
import { endSession } from "@/lib/sessions/end-session";
import { lockReader } from "@/lib/sessions/lock-session";
import { forgetReader } from "./forget-reader";
import { forgetResearcher } from "./forget-researcher";
import { listUnsettled, type Obstacle, obstaclesOf } from "./obstacles";
import { listOwnSessions, type OwnSession } from "./own-sessions";
import { OwnerProof, proveOwner } from "./prove-owner";

export const DeleteAccount = OwnerProof.extend({
  cancel_sessions: z
    .boolean()
    .default(false)
    .describe(
      "Cancel the sessions to come that are yours to cancel; without it they are in the way",
    ),
});

/**
 * Deletes the actor's account: sessions still to come are canceled where that is wished and theirs to do,
 * the person is forgotten, and every sign-in and token ends, all in one transaction; what is to be ended
 * at others' services follows by event. Throws ACCOUNT_NOT_SETTLED with the reasons in
 * `details.reasons`, and what proveOwner throws.
 */
export async function deleteAccount(
  ctx: Ctx,
  input: z.output<typeof DeleteAccount>,
): Promise<void> {
  const actor = requireUser(ctx.actor);
  const prove = await proveOwner(ctx, actor, input);
  // Money can still arrive for a hold until Stripe has canceled its intent, which no transaction waits for.
  if (input.cancel_sessions) await letGoOfHolds(ctx, actor);
  await inTransaction(ctx.db, async (tx) => {
    const own = await lockSessions(tx, ctx, actor);
    const account = await lockAccount(tx, actor.id);
    await prove(tx, account);
    const canceled = input.cancel_sessions ? own.filter(isCancelable) : [];
    const reasons = [
      ...obstaclesOf(own.filter((each) => !canceled.includes(each))),
      ...(await listUnsettled(tx, actor)),
      ...(account.isAdmin ? await refuseLastAdministrator(tx) : []),
    ];
    if (reasons.length > 0) throw notSettled(reasons);
    for (const { session, role } of canceled)
      await endSession(tx, ctx, session, endingOf(session, role, ctx.now));
    if (actor.researcherId) await forgetResearcher(tx, ctx.now, actor.researcherId);
    await forgetReader(tx, ctx.now, account);
    await tx
      .insert(accountDeletions)
      .values({ userId: actor.id, email: account.email, deletedAt: ctx.now });
    await emit(tx, "account/deleted", { userId: actor.id });
  });
}

const isCancelable = ({ standing }: OwnSession) => standing === "cancelable";

async function letGoOfHolds(ctx: Ctx, actor: UserActor): Promise<void> {
  for (const { session, standing } of await listOwnSessions(ctx.db, actor, ctx.now))
    if (standing === "hold" && session.state === "held")
      await cancelSession(ctx, { sessionId: session.id });
}

/** The actor's sessions, with every lock that whoever changes one of them takes, in their order. */
async function lockSessions(tx: Tx, ctx: Ctx, actor: UserActor): Promise<OwnSession[]> {
  const before = await listOwnSessions(tx, actor, ctx.now);
  const owned = actor.researcherId ? [actor.researcherId] : [];
  const theirs = new Set([...owned, ...before.map(({ session }) => session.researcherId)]);
  for (const researcherId of [...theirs].toSorted()) await lockResearcher(tx, researcherId);
  await lockReader(tx, actor.id);
  await lockMember(tx, actor.id);
  const own = await listOwnSessions(tx, actor, ctx.now);
  if (own.some(({ session }) => !theirs.has(session.researcherId)))
    throw new DomainError("BUSY", "Something of yours is being booked right now: try again");
  return own;
}

async function lockAccount(tx: Tx, userId: string) {
  const [account] = await tx
    .select({
      id: users.id,
      email: users.email,
      passwordHash: users.passwordHash,
      isAdmin: users.isAdmin,
    })
    .from(users)
    .where(and(eq(users.id, userId), isNull(users.deletedAt)))
    .for("update");
  if (!account) throw new DomainError("UNAUTHENTICATED", "This account has been deleted");
  return account;
}

/** Without one, nobody could decide what waits for a person. Of two who leave at once, one stays. */
async function refuseLastAdministrator(tx: Tx): Promise<Obstacle[]> {
  const all = await tx
    .select({ id: users.id })
    .from(users)
    .where(eq(users.isAdmin, true))
    .orderBy(users.id)
    .for("update");
  if (all.length > 1) return [];
  const message = "This is the only administrator's account; make another administrator first";
  return [{ kind: "last_administrator", message, path: "/admin" }];
}

const notSettled = (reasons: Obstacle[]) =>
  new DomainError(
    "ACCOUNT_NOT_SETTLED",
    `The account cannot be deleted yet. ${[...new Set(reasons.map(({ message }) => message))].join(". ")}`,
    { reasons },
  );
