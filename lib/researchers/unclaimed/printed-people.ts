import { anyOf } from "@/db/any-of";
import type { Tx } from "@/db/client";
import { papers } from "@/db/schema/papers";
import { sayingsOf, writeFacts } from "../collection/merging/write-facts";
import { createProfile } from "../collection/people/create-profile";
import { type AuthorRow, linkRecords, showMatched } from "../collection/people/place-person";
import { addAuthorship } from "./add-authorship";

/** Links records that papers led to with a profile, which then says what they say. */
export async function joinPrinted(
  tx: Tx,
  now: Date,
  records: readonly AuthorRow[],
  researcherId: string,
): Promise<void> {
  await linkRecords(tx, now, records, researcherId);
  await writeFacts(tx, researcherId, null);
  await showMatched(tx, researcherId);
}

/** Makes a profile that nobody has claimed from records that papers led to. Returns its id. */
export async function giveUnclaimedProfile(
  tx: Tx,
  now: Date,
  records: readonly AuthorRow[],
): Promise<string> {
  const id = crypto.randomUUID();
  await createProfile(tx, id, "unclaimed", sayingsOf(records));
  await joinPrinted(tx, now, records, id);
  return id;
}

/** Puts a profile on the papers that its records name, as far as they are here. */
export async function addRecordedAuthorships(
  tx: Tx,
  records: readonly AuthorRow[],
  researcherId: string,
): Promise<void> {
  for (const { author } of records) {
    const dois = author.authorships.map(({ doi }) => doi);
    if (dois.length === 0) continue;
    const known = await tx
      .select({ id: papers.id, doi: papers.doi })
      .from(papers)
      .where(anyOf(papers.doi, dois));
    for (const { id, doi } of known) {
      const place = author.authorships.find((one) => one.doi === doi?.toLowerCase())?.place;
      if (place)
        await addAuthorship(tx, id, researcherId, { position: place, orcid: author.orcid });
    }
  }
}
