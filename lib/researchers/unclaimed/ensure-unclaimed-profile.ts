import { eq } from "drizzle-orm";
import { anyOf } from "@/db/any-of";
import type { Tx } from "@/db/client";
import { type MatchEvidence, matchCandidates, researchers } from "@/db/schema";
import { identityOf, type Organization } from "../collection/matching/identity";
import { type Match, matchPeople } from "../collection/matching/match-people";
import { findKnownPeople } from "../collection/people/known-people";
import { type AuthorRow, showMatched } from "../collection/people/place-person";
import { keepPrintedAuthor, type PrintedAuthor } from "./keep-printed-author";
import { giveUnclaimedProfile, joinPrinted } from "./printed-people";
import { isRemoved } from "./removed-people";

/**
 * The profile of an author on a paper: the one whose identifiers agree, else a new one that nobody has
 * claimed. Null for authors without an identifier, for those who had their profile removed, and where
 * somebody with a profile may be the same person: that is for a person to say, so it becomes a
 * candidate. Call only under `lockPeople`.
 */
export async function ensureUnclaimedProfile(
  tx: Tx,
  now: Date,
  printed: PrintedAuthor,
): Promise<string | null> {
  const { author, work } = printed;
  const dois = work.doi ? [work.doi] : [];
  if (await isRemoved(tx, { ...author, dois })) return null;
  const record = await keepPrintedAuthor(tx, printed);
  if (!record) return null;
  const place = await placeOf(tx, record, organizationOf(printed));
  if (place.kind === "undecided") return null;
  if (place.kind === "new") return giveUnclaimedProfile(tx, now, [record]);
  // Collected with an institution's people, a profile is hidden until a paper says whose it is.
  if (record.researcherId) await showMatched(tx, place.researcherId);
  else await joinPrinted(tx, now, [record], place.researcherId);
  return place.researcherId;
}

type Place = { kind: "known"; researcherId: string } | { kind: "new" } | { kind: "undecided" };
type Considered = Match & { researcherId: string };

async function placeOf(
  tx: Tx,
  record: AuthorRow,
  organization: Organization | null,
): Promise<Place> {
  if (record.researcherId) return { kind: "known", researcherId: record.researcherId };
  const identity = identityOf([record], organization);
  const rejected = await rejectedFor(tx, record);
  const considered = (await findKnownPeople(tx, identity, organization))
    .filter(({ researcherId }) => !rejected.has(researcherId))
    .map(({ researcherId, identity: known }) => ({ researcherId, ...matchPeople(identity, known) }))
    .filter(({ verdict }) => verdict !== "different");
  const [same, ...others] = considered.filter(({ verdict }) => verdict === "same");
  if (same && others.length === 0) return { kind: "known", researcherId: same.researcherId };
  const open = same ? [same, ...others] : await whoMayBeOurs(tx, considered);
  if (open.length === 0) return { kind: "new" };
  await propose(tx, record.id, open);
  return { kind: "undecided" };
}

/**
 * Members whom more than a name speaks for. Two collected profiles may well be two people of one name:
 * their source says so by giving them two ids.
 */
async function whoMayBeOurs(tx: Tx, considered: Considered[]): Promise<Considered[]> {
  const likely = considered.filter(({ evidence }) => evidence.some(isMoreThanName));
  if (likely.length === 0) return [];
  const ids = likely.map(({ researcherId }) => researcherId);
  const rows = await tx
    .select({ id: researchers.id, userId: researchers.userId })
    .from(researchers)
    .where(anyOf(researchers.id, ids));
  const ours = new Set(rows.filter(({ userId }) => userId !== null).map(({ id }) => id));
  return likely.filter(({ researcherId }) => ours.has(researcherId));
}

const isMoreThanName = ({ kind, speaks }: MatchEvidence) =>
  speaks === "for" && !kind.startsWith("name_");

/** Profiles that a person has said this record is not of. */
async function rejectedFor(tx: Tx, record: AuthorRow): Promise<Set<string>> {
  const rows = await tx
    .select({ researcherId: matchCandidates.researcherId, state: matchCandidates.state })
    .from(matchCandidates)
    .where(eq(matchCandidates.recordId, record.id));
  return new Set(
    rows.flatMap(({ researcherId, state }) => (state === "rejected" ? [researcherId] : [])),
  );
}

async function propose(tx: Tx, recordId: string, proposals: Considered[]): Promise<void> {
  const rows = proposals.map(({ researcherId, evidence }) => ({
    recordId,
    researcherId,
    evidence,
  }));
  await tx.insert(matchCandidates).values(rows).onConflictDoNothing();
}

/** The institution on the byline, by which a profile's affiliation is known. */
function organizationOf({ author }: PrintedAuthor): Organization | null {
  const [institution] = author.institutions;
  return institution?.rorId
    ? { rorId: institution.rorId, name: institution.name, otherNames: [] }
    : null;
}
