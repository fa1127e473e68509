import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { authorRecords, type collectionSource, type RecordedAuthor } from "@/db/schema/collection";
import type { BylineRecord, WorkRecord } from "@/lib/scholarly/records";
import type { AuthorRow } from "../collection/people/place-person";

/** An author as a paper's byline names them, with the work that it stands on. */
export type PrintedAuthor = { author: BylineRecord; work: Pick<WorkRecord, "origin" | "doi"> };

type Source = (typeof collectionSource.enumValues)[number];

/**
 * Keeps what a byline says of an author who has an identifier, as a record of its source; null for
 * others: a name is nobody. A fuller record that is here already only learns of the paper.
 */
export async function keepPrintedAuthor(
  tx: Tx,
  { author, work }: PrintedAuthor,
): Promise<AuthorRow | null> {
  const { openalexId, orcid } = author;
  const source = sourceOf(work);
  if (!source || !(openalexId || orcid)) return null;
  const authorships = work.doi ? [{ doi: work.doi, place: author.position }] : [];
  const [kept] = await tx
    .insert(authorRecords)
    .values({
      source,
      sourceId:
        source === "openalex" && openalexId
          ? openalexId
          : `${work.doi ?? work.origin.sourceId}#${author.position}`,
      author: recordOf(author, authorships),
      fetchedAt: work.origin.fetchedAt,
    })
    .onConflictDoUpdate({
      target: [authorRecords.source, authorRecords.sourceId],
      set: {
        author: sql`jsonb_set(${authorRecords.author}, '{authorships}',
          (select coalesce(jsonb_agg(distinct one), '[]') from jsonb_array_elements(
            ${authorRecords.author}->'authorships' || ${JSON.stringify(authorships)}::jsonb) one))`,
      },
    })
    .returning();
  return kept ?? null;
}

/** arXiv knows no authors, only names. */
function sourceOf({ origin }: PrintedAuthor["work"]): Source | null {
  return origin.source === "arxiv" ? null : origin.source;
}

function recordOf(
  author: BylineRecord,
  authorships: RecordedAuthor["authorships"],
): RecordedAuthor {
  const { name, orcid, openalexId, semanticScholarId, institutions } = author;
  return {
    name,
    otherNames: [],
    orcid,
    openalexId,
    semanticScholarId,
    institutions,
    topics: [],
    worksCount: null,
    citationCount: null,
    homepage: null,
    authorships,
  };
}
