import { and, eq, inArray, or, type SQL, sql } from "drizzle-orm";
import { anyOf } from "@/db/any-of";
import type { Tx } from "@/db/client";
import { authorRecords, paperAuthors, papers, researchers } from "@/db/schema";
import { nameWords } from "../matching/compare-names";
import { identityOf, type Organization, rorIdOf } from "../matching/identity";
import type { Identity } from "../matching/match-people";

/** More who share a surname, and nothing else, are not looked at. */
const MOST = 500;

export type KnownPerson = { researcherId: string; identity: Identity };

/** The profiles that may be of this person, each with what is known of it. */
export async function findKnownPeople(
  tx: Tx,
  who: Identity,
  organization: Organization | null,
): Promise<KnownPerson[]> {
  const found = await tx
    .select({
      id: researchers.id,
      name: researchers.name,
      orcid: researchers.orcid,
      openalexId: researchers.openalexId,
      affiliation: researchers.affiliation,
    })
    .from(researchers)
    .where(mayBe(tx, who))
    .limit(MOST);
  const ids = found.map(({ id }) => id);
  const [records, authorships] = await Promise.all([recordsOf(tx, ids), authorshipsOf(tx, ids)]);
  return found.map((row) => {
    const known = identityOf(records.get(row.id) ?? [], organization);
    const ror = rorIdOf(row.affiliation, organization);
    return {
      researcherId: row.id,
      identity: {
        names: [row.name, ...known.names],
        orcids: row.orcid ? [row.orcid, ...known.orcids] : known.orcids,
        authorIds: row.openalexId
          ? [`openalex:${row.openalexId}`, ...known.authorIds]
          : known.authorIds,
        rorIds: ror ? [ror, ...known.rorIds] : known.rorIds,
        authorships: [...known.authorships, ...(authorships.get(row.id) ?? [])],
      },
    };
  });
}

/** Shares an id, a paper or a surname with this person. */
function mayBe(tx: Tx, { names, orcids, authorIds, authorships }: Identity): SQL | undefined {
  const openalexIds = authorIds.flatMap((id) => {
    const [source, ...rest] = id.split(":");
    return source === "openalex" ? [rest.join(":")] : [];
  });
  const dois = authorships.map(({ doi }) => doi);
  // Hyphens divide words here as they do in the search's text.
  const surnames = [...new Set(names.map((name) => nameWords(name).at(-1)))].filter(
    (word) => word !== undefined,
  );
  const origin = sql`${authorRecords.source} || ':' || ${authorRecords.sourceId}`;
  const conditions: (SQL | false | undefined)[] = [
    orcids.length > 0 && anyOf(researchers.orcid, orcids),
    openalexIds.length > 0 && anyOf(researchers.openalexId, openalexIds),
    authorIds.length > 0 &&
      inArray(
        researchers.id,
        tx
          .select({ id: authorRecords.researcherId })
          .from(authorRecords)
          .where(anyOf(origin, authorIds)),
      ),
    dois.length > 0 &&
      inArray(
        researchers.id,
        tx
          .select({ id: paperAuthors.researcherId })
          .from(paperAuthors)
          .innerJoin(papers, eq(papers.id, paperAuthors.paperId))
          .where(anyOf(papers.doi, dois)),
      ),
    ...surnames.map(
      (word) =>
        sql`${researchers.searchLexemes} @@ quote_literal('@' || search_text_of(${word}, '{}'))::tsquery`,
    ),
  ];
  return or(...conditions.filter((condition) => condition !== false));
}

async function recordsOf(tx: Tx, ids: string[]) {
  const rows = await tx.select().from(authorRecords).where(anyOf(authorRecords.researcherId, ids));
  const known = new Map<string | null, typeof rows>();
  for (const row of rows)
    known.set(row.researcherId, [...(known.get(row.researcherId) ?? []), row]);
  return known;
}

async function authorshipsOf(tx: Tx, ids: string[]) {
  const rows = await tx
    .select({ id: paperAuthors.researcherId, doi: papers.doi, place: paperAuthors.position })
    .from(paperAuthors)
    .innerJoin(papers, eq(papers.id, paperAuthors.paperId))
    .where(and(anyOf(paperAuthors.researcherId, ids), sql`${papers.doi} is not null`));
  const known = new Map<string, { doi: string; place: number }[]>();
  for (const { id, doi, place } of rows) {
    // DOIs tell no case; sources' records hold them in lower case.
    if (doi) known.set(id, [...(known.get(id) ?? []), { doi: doi.toLowerCase(), place }]);
  }
  return known;
}
