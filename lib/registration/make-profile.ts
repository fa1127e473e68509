import { and, eq, isNull } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { profileRequests, researchers } from "@/db/schema";
import { refreshNextAvailable } from "@/lib/availability/next-available";
import type { WeeklyRule } from "@/lib/availability/schedule";
import { replaceRules } from "@/lib/availability/set-availability";
import { resolveAlert } from "@/lib/platform/alerts";
import { DomainError } from "@/lib/platform/errors";
import { freeSlug } from "./free-slug";
import type { StepValues } from "./registration-input";
import { moveRequests } from "./requests/profile-request";
import { waitForDecision } from "./requests/wait-for-decision";
import { TERMS_VERSION } from "./terms";

/** A profile as its owner has filled it in; what is left out of it stays as it was collected. */
export type ProfileDraft = StepValues<"profile"> & {
  rateCents: number;
  payoutCountry?: string | null;
  /** Null where nobody has said it. */
  timeZone: string | null;
  rules: WeeklyRule[];
};

type Owner = { userId: string; email: string };

/**
 * Gives an account its profile, hidden until it is published. It is the collected one where the address
 * proves that; else a new one, and whether the collected one belongs to it waits for a person: what
 * nobody has proven touches no collected facts. The collected profile's lock is held by the caller.
 * Returns the profile's id.
 */
export async function makeProfile(
  tx: Tx,
  now: Date,
  owner: Owner,
  draft: ProfileDraft,
  collected: { id: string; isProven: boolean } | null,
): Promise<string> {
  const row = collected && (await readCollected(tx, collected.id));
  const id =
    row && collected.isProven
      ? await takeOver(tx, now, row.id, owner, draft)
      : await makeNew(tx, now, owner, draft);
  if (row && !collected.isProven)
    await waitForDecision(tx, now, { researcherId: row.id, email: owner.email, applicantId: id });
  await replaceRules(tx, id, draft.rules);
  await refreshNextAvailable(tx, id, now);
  return id;
}

async function readCollected(tx: Tx, id: string) {
  const [row] = await tx
    .select({ id: researchers.id, userId: researchers.userId, standing: researchers.standing })
    .from(researchers)
    .where(eq(researchers.id, id));
  if (!row) return null;
  if (row.userId !== null)
    throw new DomainError("PROFILE_CLAIMED", "This profile belongs to another account already");
  // Somebody has asked for its removal: it is nobody's to take until that is decided.
  return row.standing === "unclaimed" ? row : null;
}

async function takeOver(
  tx: Tx,
  now: Date,
  id: string,
  owner: Owner,
  draft: ProfileDraft,
): Promise<string> {
  const [taken] = await tx
    .update(researchers)
    .set(valuesOf(now, owner, draft))
    .where(and(eq(researchers.id, id), isNull(researchers.userId)))
    .returning({ id: researchers.id });
  if (!taken)
    throw new DomainError("PROFILE_CLAIMED", "This profile belongs to another account already");
  await endRemovals(tx, now, id);
  return taken.id;
}

/** Whoever asked for the removal of a profile that is somebody's now was not that person. */
async function endRemovals(tx: Tx, now: Date, researcherId: string): Promise<void> {
  const isRemoval = and(
    eq(profileRequests.researcherId, researcherId),
    eq(profileRequests.kind, "removal"),
  );
  for (const { id } of await moveRequests(tx, isRemoval, "end", { decidedAt: now }))
    await resolveAlert(tx, now, { kind: "removal_to_decide", subject: id });
}

async function makeNew(tx: Tx, now: Date, owner: Owner, draft: ProfileDraft): Promise<string> {
  const [made] = await tx
    .insert(researchers)
    .values({ ...valuesOf(now, owner, draft), slug: await freeSlug(tx, draft.name) })
    .returning({ id: researchers.id });
  if (!made) throw new Error("an insert returns its row");
  return made.id;
}

function valuesOf(now: Date, owner: Owner, draft: ProfileDraft) {
  const { rules: _rules, timeZone, ...plain } = draft;
  return {
    ...plain,
    ...owner,
    standing: "hidden" as const,
    timeZone: timeZone ?? "UTC",
    timeZoneAssumed: timeZone === null,
    termsVersion: TERMS_VERSION,
    termsAcceptedAt: now,
  };
}
