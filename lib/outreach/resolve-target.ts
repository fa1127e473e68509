import { and, eq, inArray, isNotNull, or, sql } from "drizzle-orm";
import type { Database, Tx } from "@/db/client";
import { paperAuthors, researchers, users } from "@/db/schema";
import type { UserActor } from "@/lib/platform/context";
import { DomainError, invalidInput, notFound } from "@/lib/platform/errors";
import { hashAddress, normalizeAddress } from "./address-hash";
import type { RequestOutreach } from "./outreach-input";
import { suppressionOf } from "./suppressions";

/** Whom a request is for. `email` is null where none is known and none was supplied. */
export type Target = {
  email: string | null;
  addressSource: "reader" | "profile";
  researcherId: string | null;
};

type Asked = Pick<RequestOutreach, "researcherId" | "email" | "paperId">;

/**
 * Whom an input means. A profile's known address is used before one that the reader supplies, unless
 * mail to it comes back. Throws NOT_FOUND for a profile that is not there or hidden, OWN_PROFILE, and
 * INVALID_INPUT for a paper that is not by this researcher and for the reader's own address.
 */
export async function resolveTarget(
  db: Database | Tx,
  reader: UserActor,
  asked: Asked,
): Promise<Target> {
  const target = asked.researcherId
    ? await targetByProfile(db, reader, asked.researcherId, asked)
    : await targetByAddress(db, asked);
  if (target.email && hashAddress(target.email) === hashAddress(reader.email))
    throw invalidInput("researcher_email", "is your own address");
  return target;
}

async function targetByProfile(
  db: Database | Tx,
  reader: UserActor,
  researcherId: string,
  { email: supplied, paperId }: Asked,
): Promise<Target> {
  if (researcherId === reader.researcherId)
    throw new DomainError("OWN_PROFILE", "You cannot invite yourself");
  const [profile] = await db
    .select({
      email: researchers.email,
      standing: researchers.standing,
      wrote: sql<boolean>`exists (select from ${paperAuthors}
        where ${paperAuthors.researcherId} = ${researchers.id} and ${paperAuthors.paperId} = ${paperId})`,
    })
    .from(researchers)
    .where(eq(researchers.id, researcherId));
  if (!profile || profile.standing === "hidden") throw notFound("Researcher");
  if (profile.standing === "unclaimed" && !profile.wrote)
    throw invalidInput("paper_id", "is not a paper by this researcher");
  const known = profile.email && normalizeAddress(profile.email);
  if (known && !(supplied && (await suppressionOf(db, known)) === "bounced"))
    return { email: known, addressSource: "profile", researcherId };
  return { email: supplied ?? null, addressSource: "reader", researcherId };
}

/** By address alone; the profile is the one of the paper's authors who is known by it, if any. */
async function targetByAddress(db: Database | Tx, { email, paperId }: Asked): Promise<Target> {
  const [author] = await db
    .select({ id: researchers.id })
    .from(researchers)
    .innerJoin(paperAuthors, eq(paperAuthors.researcherId, researchers.id))
    .where(
      and(
        eq(paperAuthors.paperId, paperId),
        eq(researchers.email, email ?? ""),
        eq(researchers.standing, "unclaimed"),
      ),
    )
    .limit(1);
  return { email: email ?? null, addressSource: "reader", researcherId: author?.id ?? null };
}

/** The profile of somebody who is here already, by its id or by an address of theirs. */
export async function findRegistered(
  db: Database | Tx,
  { email, researcherId }: Pick<Target, "email" | "researcherId">,
): Promise<{ id: string; isListed: boolean } | null> {
  const account = db
    .select({ id: users.id })
    .from(users)
    .where(eq(users.email, email ?? ""));
  const [profile] = await db
    .select({ id: researchers.id, standing: researchers.standing })
    .from(researchers)
    .where(
      and(
        isNotNull(researchers.userId),
        or(
          researcherId ? eq(researchers.id, researcherId) : undefined,
          eq(researchers.email, email ?? ""),
          inArray(researchers.userId, account),
        ),
      ),
    )
    .limit(1);
  return profile ? { id: profile.id, isListed: profile.standing === "listed" } : null;
}
