import { and, eq, inArray, isNull } from "drizzle-orm";
import type { Database, Tx } from "@/db/client";
import { invitations, outreachRequests, users } from "@/db/schema";
import { requireVerified } from "@/lib/auth/actor";
import { findPaper } from "@/lib/papers/find-paper";
import type { Ctx, UserActor } from "@/lib/platform/context";
import { DomainError, invalidInput, notFound } from "@/lib/platform/errors";
import { emit } from "@/lib/platform/outbox";
import { inTransaction } from "@/lib/platform/transaction";
import { getResearcher } from "@/lib/researchers/get-researcher";
import { encodeResearcher } from "@/lib/researchers/researcher-view";
import { hashAddress } from "./address-hash";
import { readAllowance, requireAllowance } from "./allowance";
import { notInvitable, readStanding, type Standing } from "./invitable";
import { addDays, INVITATION_DAYS, type Invitation, QUIET_DAYS } from "./invitation";
import { lockAddress } from "./lock-address";
import type { RequestOutreach } from "./outreach-input";
import { findRegistered, resolveTarget, type Target } from "./resolve-target";

/** `invited`: a mail goes out for it; `joined`: one is out already; `repeated`: the reader's own first request. */
export type Requested = { id: string; outcome: "invited" | "joined" | "repeated" };

type Known = Target & { email: string };
type Registered = NonNullable<Awaited<ReturnType<typeof findRegistered>>>;

/**
 * A reader asks for somebody who is not here yet. Throws NOT_FOUND for an unknown paper or profile,
 * INVALID_INPUT naming `researcher_email` when no address is known and none was supplied, ALREADY_REGISTERED
 * with the profile, NOT_INVITABLE for who is left alone, and OUTREACH_LIMIT.
 */
export async function requestOutreach(ctx: Ctx, input: RequestOutreach): Promise<Requested> {
  const reader = requireVerified(ctx.actor);
  if (!(await findPaper(ctx, input.paperId))) throw notFound("Paper");
  const result = await inTransaction(ctx.db, (tx) => ask(tx, ctx.now, reader, input));
  if ("registered" in result) throw await alreadyRegistered(ctx, result.registered);
  return result;
}

async function ask(
  tx: Tx,
  now: Date,
  reader: UserActor,
  input: RequestOutreach,
): Promise<Requested | { registered: Registered }> {
  // One request of a reader at a time: of those that came at once, each counts those before it.
  await tx.select({ id: users.id }).from(users).where(eq(users.id, reader.id)).for("no key update");
  const found = await resolveTarget(tx, reader, input);
  if (found.email) await lockAddress(tx, hashAddress(found.email));
  const registered = await findRegistered(tx, found);
  if (registered) return { registered };
  const target = requireAddress(found);
  const earlier = await findEarlier(tx, reader, target.email, input.paperId);
  if (earlier) return { id: earlier, outcome: "repeated" };
  const standing = await readStanding(tx, target.email, now);
  if (standing.kind === "closed") throw notInvitable(standing);
  requireAllowance(await readAllowance(tx, reader.id, now));
  const invitationId = await invite(tx, now, target, standing);
  const id = await writeRequest(tx, now, { reader, target, input, invitationId });
  return { id, outcome: standing.kind === "new" ? "invited" : "joined" };
}

function requireAddress({ email, ...rest }: Target): Known {
  if (email) return { email, ...rest };
  throw invalidInput(
    "researcher_email",
    "is missing: no address of this researcher is known, so supply one",
  );
}

/** The reader's live request for the same address and paper, if there is one. */
export async function findEarlier(
  db: Database | Tx,
  reader: UserActor,
  email: string,
  paperId: string,
): Promise<string | undefined> {
  const [earlier] = await db
    .select({ id: outreachRequests.id })
    .from(outreachRequests)
    .where(
      and(
        eq(outreachRequests.userId, reader.id),
        eq(outreachRequests.paperId, paperId),
        eq(outreachRequests.email, email),
        inArray(outreachRequests.status, ["pending", "accepted"]),
      ),
    );
  return earlier?.id;
}

/** The invitation to join, or a new one, whose mail follows by event. */
async function invite(
  tx: Tx,
  now: Date,
  { email, researcherId }: Known,
  standing: Exclude<Standing, { kind: "closed" }>,
): Promise<Invitation["id"]> {
  if (standing.kind === "open") {
    const { id } = standing.invitation;
    const isOpen = and(eq(invitations.id, id), eq(invitations.state, "open"));
    // Whoever ends it now waits for this request, and ends it too.
    const [open] = await tx.select().from(invitations).where(isOpen).for("share");
    if (!open) throw new DomainError("BUSY", "This has just changed: try again");
    if (researcherId)
      await tx
        .update(invitations)
        .set({ researcherId, updatedAt: now })
        .where(and(eq(invitations.id, id), isNull(invitations.researcherId)));
    return id;
  }
  const [invitation] = await tx
    .insert(invitations)
    .values({
      email,
      addressHash: hashAddress(email),
      researcherId,
      createdAt: now,
      updatedAt: now,
      expiresAt: addDays(now, INVITATION_DAYS),
      quietUntil: addDays(now, QUIET_DAYS),
    })
    .returning({ id: invitations.id });
  if (!invitation) throw new Error("the invitation was not written");
  await emit(tx, "outreach/invited", { invitationId: invitation.id });
  return invitation.id;
}

async function writeRequest(
  tx: Tx,
  now: Date,
  made: { reader: UserActor; target: Known; input: RequestOutreach; invitationId: string },
): Promise<string> {
  const { reader, target, input, invitationId } = made;
  const [request] = await tx
    .insert(outreachRequests)
    .values({
      ...target,
      userId: reader.id,
      invitationId,
      paperId: input.paperId,
      note: input.note,
      createdAt: now,
      updatedAt: now,
    })
    .returning({ id: outreachRequests.id });
  if (!request) throw new Error("the request was not written");
  return request.id;
}

/** The refusal with the profile, which can be booked instead; a profile that is hidden stays so. */
async function alreadyRegistered(ctx: Ctx, { id, isListed }: Registered): Promise<DomainError> {
  if (!isListed)
    return new DomainError(
      "ALREADY_REGISTERED",
      "This researcher is on Colloquy, and takes no bookings at the moment",
    );
  const { papers: _, weeklyHours, ...researcher } = await getResearcher(ctx, id);
  return new DomainError("ALREADY_REGISTERED", "This researcher is on Colloquy: book a time", {
    researcher: encodeResearcher(researcher, weeklyHours),
  });
}
