import { anyOf } from "@/db/any-of";
import type { Tx } from "@/db/client";
import { authorRecords } from "@/db/schema";
import { isRemoved } from "../../unclaimed/removed-people";
import type { CollectionJob } from "../jobs/find-job";
import { isEstablished } from "../matching/identity";
import { sayingOf, sayingsOf, writeFacts } from "../merging/write-facts";
import { createProfile, isProfile } from "./create-profile";
import { type AuthorRow, findPlace, linkRecords, noteOutcome, showMatched } from "./place-person";

/**
 * Brings a person's records to the profile that they belong to, to a new one, or before a person who
 * must say. Returns the profile, or null while there is none. Call only under `lockPeople`.
 */
export async function settlePerson(
  tx: Tx,
  now: Date,
  job: CollectionJob,
  records: readonly AuthorRow[],
): Promise<string | null> {
  if (await forgetRemoved(tx, records)) return null;
  const place = await findPlace(tx, job.id, records, job.organization);
  if (place.outcome === "undecided") {
    await noteOutcome(tx, job.id, records, place.outcome);
    return null;
  }
  if (place.outcome === "created") return giveProfile(tx, now, job, records);
  await joinProfile(tx, now, job, records, place.researcherId);
  return place.researcherId;
}

/** Links a person's records to a profile, which then says what they say. */
export async function joinProfile(
  tx: Tx,
  now: Date,
  job: CollectionJob,
  records: readonly AuthorRow[],
  researcherId: string,
): Promise<void> {
  await linkRecords(tx, now, records, researcherId);
  await writeFacts(tx, researcherId, askedOf(job));
  if (isEstablished(records, job.organization)) await showMatched(tx, researcherId);
  await noteOutcome(tx, job.id, records, "linked");
}

/** Makes the profile of a person who has none; the one that the job named, if it is free. Returns its id. */
export async function giveProfile(
  tx: Tx,
  now: Date,
  job: CollectionJob,
  records: readonly AuthorRow[],
): Promise<string> {
  const named = job.researcherId;
  const id = named && !(await isProfile(tx, named)) ? named : crypto.randomUUID();
  const standing = isEstablished(records, job.organization) ? "unclaimed" : "hidden";
  await createProfile(tx, id, standing, sayingsOf(records));
  await linkRecords(tx, now, records, id);
  await writeFacts(tx, id, askedOf(job));
  await noteOutcome(tx, job.id, records, "created");
  return id;
}

/** What the request says of its person; a request for an institution says nothing of any one of its people. */
const askedOf = ({ kind, id, input, createdAt }: CollectionJob) =>
  kind === "researcher" ? sayingOf(id, input, createdAt) : null;

/** Forgets what was read of somebody who had their profile removed. Returns whether it was theirs. */
export async function forgetRemoved(tx: Tx, records: readonly AuthorRow[]): Promise<boolean> {
  for (const { author } of records) {
    const dois = author.authorships.map(({ doi }) => doi);
    for (const name of [author.name, ...author.otherNames]) {
      if (!(await isRemoved(tx, { ...author, name, dois }))) continue;
      const ids = records.map(({ id }) => id);
      await tx.delete(authorRecords).where(anyOf(authorRecords.id, ids));
      return true;
    }
  }
  return false;
}

/** The records that are one person's from now on, whatever was thought before. */
export async function unitePerson(tx: Tx, records: readonly AuthorRow[]): Promise<void> {
  const [lead] = records;
  if (!lead) return;
  const ids = records.map(({ id }) => id);
  await tx
    .update(authorRecords)
    .set({ personId: lead.personId })
    .where(anyOf(authorRecords.id, ids));
}
