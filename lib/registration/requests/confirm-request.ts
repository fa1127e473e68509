import { and, eq, isNull, sql } from "drizzle-orm";
import type { Database, Tx } from "@/db/client";
import { profileRequests, researchers } from "@/db/schema";
import { lockResearcher } from "@/lib/availability/lock-researcher";
import type { Ctx } from "@/lib/platform/context";
import { DomainError } from "@/lib/platform/errors";
import { emit } from "@/lib/platform/outbox";
import { addHours } from "@/lib/platform/time";
import { inTransaction } from "@/lib/platform/transaction";
import { claimProof, isFromInstitution, type Proof } from "../claim-proof";
import { GRANT_DAYS, moveRequest, type ProfileRequest, type RequestKind } from "./profile-request";
import { removeProfile } from "./remove-profile";
import { readRequestToken, signRequest } from "./request-token";
import { alertClaim, alertRemoval } from "./wait-for-decision";

export type RequestReading =
  | { state: "gone" }
  | {
      state: "live" | "confirmed" | "granted" | "expired";
      kind: RequestKind;
      email: string | null;
      name: string;
      slug: string;
    };

/** What comes of a confirmed request: the profile is theirs to take (with the secret for it), it is removed, or a person decides. */
export type Confirmed =
  | { outcome: "granted"; token: string }
  | { outcome: "removed" }
  | { outcome: "waiting"; kind: RequestKind; isHidden: boolean };

/** What the page of a mailed link may say before it is acted on; "gone" for a link that is not ours, and for what is over. */
export async function readRequest(
  { db, now }: Pick<Ctx, "db" | "now">,
  token: string,
): Promise<RequestReading> {
  const id = readRequestToken(token, "confirm");
  const [found] = id
    ? await db
        .select({ request: profileRequests, name: researchers.name, slug: researchers.slug })
        .from(profileRequests)
        .innerJoin(researchers, eq(researchers.id, profileRequests.researcherId))
        .where(and(eq(profileRequests.id, id), isNull(researchers.userId)))
    : [];
  if (!found) return { state: "gone" };
  const { request, name, slug } = found;
  const { kind, email } = request;
  return { state: stateOf(request, now), kind, email, name, slug };
}

function stateOf({ state, expiresAt }: ProfileRequest, now: Date) {
  if (state === "waiting" || state === "refused") return "confirmed";
  if (expiresAt <= now) return "expired";
  return state === "granted" ? "granted" : "live";
}

/** The secret for registering with a claim that was granted when its link was followed before. Throws INVALID_TOKEN. */
export async function resumeClaim(
  { db, now }: Pick<Ctx, "db" | "now">,
  token: string,
): Promise<string> {
  const id = readRequestToken(token, "confirm");
  const [request] = id
    ? await db.select().from(profileRequests).where(eq(profileRequests.id, id))
    : [];
  if (request?.state !== "granted" || request.expiresAt <= now)
    throw new DomainError("INVALID_TOKEN", "This link was used already, or no longer works");
  return signRequest(request.id, "register");
}

/**
 * Acts on a mailed link, which proves the address. A claim is granted, and a removal done, where the
 * address proves that it is the person's own profile; else a person decides.
 *
 * Until they do, a profile that is to be removed is hidden when the address is one at its institution:
 * to whoever is in it, each day that it is still shown is the harm, and hiding can be undone. Any other
 * address may be anybody's, and a stranger is not to empty the directory: the profile stays. One address
 * can have one removal looked at at a time.
 *
 * Throws INVALID_TOKEN for a link that was followed, has expired or is not ours, WRONG_STATE for a
 * profile that was claimed or hidden meanwhile.
 */
export async function confirmRequest(
  ctx: Pick<Ctx, "db" | "now">,
  token: string,
): Promise<Confirmed> {
  // What proves it may have to be asked elsewhere, which no transaction waits for.
  const asked = await readAsked(ctx.db, ctx.now, token);
  const seen = await readCollected(ctx.db, asked);
  const proof = await claimProof(ctx, seen, asked.email);
  const hides =
    asked.kind === "removal" && !proof && (await isFromInstitution(ctx, seen, asked.email));
  return inTransaction(ctx.db, async (tx) => {
    // The profile's lock comes first, as with everyone who claims or removes it.
    await lockResearcher(tx, asked.researcherId);
    const request = await readAsked(tx, ctx.now, token);
    const collected = await readCollected(tx, request);
    if (request.kind === "removal")
      return confirmRemoval(tx, ctx.now, request, collected, { proof, hides });
    return confirmClaim(tx, ctx.now, request, proof);
  });
}

type Asked = ProfileRequest & { researcherId: string; email: string };

async function readAsked(db: Database | Tx, now: Date, token: string): Promise<Asked> {
  const id = readRequestToken(token, "confirm");
  const [request] = id
    ? await db.select().from(profileRequests).where(eq(profileRequests.id, id))
    : [];
  const { researcherId, email } = request ?? {};
  const isLive = request?.state === "asked" && request.expiresAt > now;
  if (!isLive || !researcherId || !email)
    throw new DomainError("INVALID_TOKEN", "This link was used already, or no longer works");
  return { ...request, researcherId, email };
}

async function readCollected(db: Database | Tx, { researcherId }: Asked) {
  const [collected] = await db
    .select()
    .from(researchers)
    .where(and(eq(researchers.id, researcherId), eq(researchers.standing, "unclaimed")));
  if (!collected)
    throw new DomainError("WRONG_STATE", "This profile was claimed or taken down meanwhile");
  return collected;
}

async function confirmClaim(
  tx: Tx,
  now: Date,
  request: Asked,
  proof: Proof | null,
): Promise<Confirmed> {
  await requireNoOther(tx, request);
  if (proof) {
    await moveRequest(tx, request.id, "grant", {
      proof,
      decidedAt: now,
      expiresAt: addHours(now, GRANT_DAYS * 24),
    });
    return { outcome: "granted", token: signRequest(request.id, "register") };
  }
  await moveRequest(tx, request.id, "wait");
  await alertClaim(tx, request.id);
  return { outcome: "waiting", kind: "claim", isHidden: false };
}

/** The same person's second claim adds nothing to the first. */
async function requireNoOther(tx: Tx, { researcherId, email, kind }: Asked): Promise<void> {
  const others = await tx
    .select({ state: profileRequests.state })
    .from(profileRequests)
    .where(
      and(
        eq(profileRequests.researcherId, researcherId),
        eq(profileRequests.email, email),
        eq(profileRequests.kind, kind),
      ),
    );
  if (others.some(({ state }) => state === "waiting" || state === "granted"))
    throw new DomainError(
      "WRONG_STATE",
      "You have asked for this profile before, and we have it; there is no need to ask again",
    );
}

async function confirmRemoval(
  tx: Tx,
  now: Date,
  request: Asked,
  collected: typeof researchers.$inferSelect,
  { proof, hides }: { proof: Proof | null; hides: boolean },
): Promise<Confirmed> {
  if (proof) {
    await moveRequest(tx, request.id, "finish", { proof, decidedAt: now });
    await removeProfile(tx, now, collected, request.email);
    await emit(tx, "profile-request/decided", { requestId: request.id });
    return { outcome: "removed" };
  }
  await requireNoneWaiting(tx, request.email);
  await moveRequest(tx, request.id, "wait");
  if (hides)
    await tx
      .update(researchers)
      .set({ standing: "hidden" })
      .where(eq(researchers.id, collected.id));
  await alertRemoval(tx, request.id);
  return { outcome: "waiting", kind: "removal", isHidden: hides };
}

async function requireNoneWaiting(tx: Tx, email: string): Promise<void> {
  // Of two profiles confirmed at once from one address, each under a lock of its own.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(lower(${email}::text), 4))`);
  const [waiting] = await tx
    .select({ id: profileRequests.id })
    .from(profileRequests)
    .where(
      and(
        eq(profileRequests.email, email),
        eq(profileRequests.kind, "removal"),
        eq(profileRequests.state, "waiting"),
      ),
    );
  if (waiting)
    throw new DomainError(
      "WRONG_STATE",
      "Another removal that you have asked for is still being looked at; write to us about more than one",
    );
}
