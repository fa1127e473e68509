import { createHash } from "node:crypto";
import { anyOf } from "@/db/any-of";
import type { Database, Tx } from "@/db/client";
import { removedPeople } from "@/db/schema/researchers";
import { nameWords } from "../collection/matching/compare-names";

/** What a source may tell a person by. Any one of them is enough to know them again. */
export type KnownIdentity = {
  name: string;
  orcid?: string | null;
  openalexId?: string | null;
  semanticScholarId?: string | null;
  email?: string | null;
  /** DOIs of papers that name them as an author. */
  dois?: readonly string[];
};

/** Keeps of a person who wants no profile what it takes to make none again: hashes. */
export async function rememberRemoved(tx: Tx, now: Date, identity: KnownIdentity): Promise<void> {
  const rows = hashesOf(identity).map((identityHash) => ({ identityHash, removedAt: now }));
  if (rows.length > 0) await tx.insert(removedPeople).values(rows).onConflictDoNothing();
}

/** Whether somebody had their profile removed: nothing may be collected of them, and no profile made. */
export async function isRemoved(db: Database | Tx, identity: KnownIdentity): Promise<boolean> {
  const hashes = hashesOf(identity);
  if (hashes.length === 0) return false;
  const [known] = await db
    .select({ hash: removedPeople.identityHash })
    .from(removedPeople)
    .where(anyOf(removedPeople.identityHash, hashes))
    .limit(1);
  return known !== undefined;
}

/** A name alone tells nobody; with a paper beside it, it does. */
function hashesOf(identity: KnownIdentity): string[] {
  const { orcid, openalexId, semanticScholarId, email, dois = [] } = identity;
  const name = nameWords(identity.name).toSorted().join(" ");
  const keys = [
    orcid && `orcid:${orcid.trim().toUpperCase()}`,
    openalexId && `openalex:${openalexId.trim().toUpperCase()}`,
    semanticScholarId && `semantic_scholar:${semanticScholarId.trim()}`,
    email && `email:${email.trim().toLowerCase()}`,
    ...(name ? dois.map((doi) => `author:${doi.trim().toLowerCase()}:${name}`) : []),
  ].filter((key) => typeof key === "string" && key !== "");
  return [...new Set(keys)].map((key) => createHash("sha256").update(`${key}`).digest("hex"));
}
