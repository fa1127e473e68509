import { and, eq } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "@/db/client";
import { profileRequests, researchers } from "@/db/schema";
import { requireAdmin } from "@/lib/auth/actor";
import { recordAct } from "@/lib/auth/record-act";
import { lockResearcher } from "@/lib/availability/lock-researcher";
import { resolveAlert } from "@/lib/platform/alerts";
import type { Ctx } from "@/lib/platform/context";
import { DomainError, notFound } from "@/lib/platform/errors";
import { emit } from "@/lib/platform/outbox";
import { addHours } from "@/lib/platform/time";
import { inTransaction } from "@/lib/platform/transaction";
import { mergeInto } from "./merge-into";
import { GRANT_DAYS, moveRequest, type ProfileRequest } from "./profile-request";
import { removeProfile } from "./remove-profile";

export const DecideRequest = z.object({ requestId: z.guid(), grant: z.boolean() });

/**
 * An administrator decides what an address did not prove: a claim gets the profile, or a link to
 * register with it; a removal is done, or the profile is shown again. Whoever asked is told by mail.
 * Throws WRONG_STATE for what is decided already.
 */
export async function decideRequest(
  ctx: Ctx,
  { requestId, grant }: z.output<typeof DecideRequest>,
): Promise<void> {
  const admin = requireAdmin(ctx.actor);
  const decision = { decidedBy: admin.id, decidedAt: ctx.now };
  await inTransaction(ctx.db, async (tx) => {
    const request = await lockWaiting(tx, requestId);
    const act = { act: "profile_request_decided", subject: "profile_request" } as const;
    await recordAct(tx, ctx, { ...act, id: request.id, details: { kind: request.kind, grant } });
    await resolveAlert(tx, ctx.now, { kind: `${request.kind}_to_decide`, subject: request.id });
    if (!grant) {
      await moveRequest(tx, request.id, "refuse", decision);
      if (request.kind === "removal") await showAgain(tx, request.researcherId);
    } else if (request.kind === "removal") {
      await grantRemoval(tx, ctx.now, request, decision);
    } else if (request.applicantId) {
      await moveRequest(tx, request.id, "finish", { ...decision, proof: "admin" });
      await mergeInto(tx, ctx.now, request.applicantId, request.researcherId);
    } else {
      const expiresAt = addHours(ctx.now, GRANT_DAYS * 24);
      await moveRequest(tx, request.id, "grant", { ...decision, proof: "admin", expiresAt });
    }
    await emit(tx, "profile-request/decided", { requestId: request.id });
  });
}

type Waiting = ProfileRequest & { researcherId: string };

async function lockWaiting(tx: Tx, id: string): Promise<Waiting> {
  const read = async () => {
    const [row] = await tx.select().from(profileRequests).where(eq(profileRequests.id, id));
    return row;
  };
  const before = await read();
  if (!before) throw notFound("Request");
  if (before.researcherId) await lockResearcher(tx, before.researcherId);
  const request = await read();
  if (request?.state !== "waiting" || !request.researcherId)
    throw new DomainError("WRONG_STATE", "This was decided already");
  const { researcherId } = request;
  const [owned] = await tx
    .select({ userId: researchers.userId })
    .from(researchers)
    .where(eq(researchers.id, researcherId));
  if (owned?.userId)
    throw new DomainError("WRONG_STATE", "Somebody has claimed this profile meanwhile");
  return { ...request, researcherId };
}

async function showAgain(tx: Tx, researcherId: string): Promise<void> {
  await tx
    .update(researchers)
    .set({ standing: "unclaimed" })
    .where(and(eq(researchers.id, researcherId), eq(researchers.standing, "hidden")));
}

async function grantRemoval(
  tx: Tx,
  now: Date,
  request: Waiting,
  decision: Partial<ProfileRequest>,
): Promise<void> {
  const [collected] = await tx
    .select()
    .from(researchers)
    .where(eq(researchers.id, request.researcherId));
  if (!collected) throw notFound("Profile");
  await moveRequest(tx, request.id, "finish", { ...decision, proof: "admin" });
  await removeProfile(tx, now, collected, request.email);
}
