import { and, eq, ne } from "drizzle-orm";
import { authorRecords, collectionRecords } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { getOrcidPerson, isOrcidConfigured } from "@/lib/scholarly/orcid";
import { closestNames } from "../matching/compare-names";
import { type Answer, type Asked, askOnce, foundRecord } from "./ask";

/** What the person says of themselves, if another source told their iD. */
export async function askOrcid(ctx: Ctx, { name }: Asked, jobId: string): Promise<Answer> {
  const answer: Answer = { records: [], note: null };
  for (const orcid of await toldIds(ctx, jobId)) {
    const person = await askOnce(ctx, "orcid", (asking) => getOrcidPerson(orcid, asking));
    if (!person) answer.note = `Does not know ${orcid}`;
    // A hint on a byline can be of another author of the paper.
    else if (!closestNames([person.name, ...person.otherNames], [name]))
      answer.note = `${orcid} is somebody else's`;
    else answer.records.push(foundRecord(person, null));
  }
  return answer;
}

/** Why ORCID is not asked at all; null when it is. */
export async function whyNotOrcid(ctx: Ctx, jobId: string): Promise<string | null> {
  if (!isOrcidConfigured()) return "Not switched on";
  return (await toldIds(ctx, jobId)).length === 0 ? "No source told an ORCID iD" : null;
}

async function toldIds({ db }: Ctx, jobId: string): Promise<string[]> {
  const rows = await db
    .select({ author: authorRecords.author })
    .from(collectionRecords)
    .innerJoin(authorRecords, eq(authorRecords.id, collectionRecords.recordId))
    .where(and(eq(collectionRecords.jobId, jobId), ne(authorRecords.source, "orcid")));
  return [...new Set(rows.flatMap(({ author }) => author.orcid ?? []))].toSorted();
}
