import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { authorRecords, collectionRecords } from "@/db/schema";
import type { FoundRecord } from "./ask";
import type { Source } from "./source-state";

/** Keeps what a source said, once however often it says so, and notes that this job read it. */
export async function keepRecords(
  tx: Tx,
  jobId: string,
  source: Source,
  records: readonly FoundRecord[],
): Promise<void> {
  for (const record of records) {
    const [kept] = await tx
      .insert(authorRecords)
      .values({ source, ...record })
      .onConflictDoUpdate({
        target: [authorRecords.source, authorRecords.sourceId],
        set: { author: withEarlierPapers(record), fetchedAt: record.fetchedAt },
      })
      .returning({ id: authorRecords.id });
    if (!kept) throw new Error("the record was not kept");
    await tx.insert(collectionRecords).values({ jobId, recordId: kept.id }).onConflictDoNothing();
  }
}

/** Another paper of theirs adds to those by which they were found before; each stands once. */
const withEarlierPapers = ({ author }: FoundRecord) =>
  sql`jsonb_set(${JSON.stringify(author)}::jsonb, '{authorships}',
    (select coalesce(jsonb_agg(distinct one), '[]') from jsonb_array_elements(
      ${authorRecords.author}->'authorships' || ${JSON.stringify(author.authorships)}::jsonb) one))`;
