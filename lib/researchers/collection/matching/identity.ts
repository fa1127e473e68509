import type { collectionSource, RecordedAuthor } from "@/db/schema/collection";
import { nameWords } from "./compare-names";
import { type Identity, matchPeople } from "./match-people";

/** An organization as ROR knows it, with all its names. */
export type Organization = { rorId: string; name: string; otherNames: string[] };

export type Recorded = {
  source: (typeof collectionSource.enumValues)[number];
  sourceId: string;
  author: RecordedAuthor;
};

/** What tells who the person of these records is. Institutions without a ROR id get the organization's where it goes by their name. */
export function identityOf(
  records: readonly Recorded[],
  organization: Organization | null,
): Identity {
  const authors = records.map(({ author }) => author);
  return {
    names: unique(authors.flatMap(({ name, otherNames }) => [name, ...otherNames])),
    orcids: unique(authors.map(({ orcid }) => orcid)),
    authorIds: unique(
      records.flatMap(({ source, sourceId, author }) => [
        `${source}:${sourceId}`,
        author.openalexId && `openalex:${author.openalexId}`,
        author.semanticScholarId && `semantic_scholar:${author.semanticScholarId}`,
      ]),
    ),
    rorIds: unique(
      authors.flatMap(({ institutions }) =>
        institutions.map(({ name, rorId }) => rorId ?? rorIdOf(name, organization)),
      ),
    ),
    authorships: authors.flatMap(({ authorships }) => authorships),
  };
}

/** The organization's ROR id for one of its names, however it is written. */
export function rorIdOf(name: string | null, organization: Organization | null): string | null {
  if (!name || !organization) return null;
  const written = nameWords(name).join(" ");
  const names = [organization.name, ...organization.otherNames];
  return names.some((one) => nameWords(one).join(" ") === written) ? organization.rorId : null;
}

/**
 * Whether records are surely of the one person that they were looked for as: by a paper whose byline
 * puts its author at the institution asked for, or by an ORCID iD that two sources give.
 */
export function isEstablished(
  records: readonly Recorded[],
  organization: Organization | null,
): boolean {
  const { authorships, rorIds } = identityOf(records, organization);
  if (organization && authorships.length > 0 && rorIds.includes(organization.rorId)) return true;
  const sources = new Map<string, Set<string>>();
  for (const { source, author } of records) {
    if (author.orcid)
      sources.set(author.orcid, (sources.get(author.orcid) ?? new Set()).add(source));
  }
  return [...sources.values()].some((bySource) => bySource.size > 1);
}

/** The first record and those that are surely of the same person; the others are left aside. */
export function clusterRecords<R extends Recorded>(
  records: readonly R[],
  organization: Organization | null,
): { together: R[]; aside: R[] } {
  const [first, ...rest] = records;
  const together = first ? [first] : [];
  let aside = rest;
  // One that joins can bring the iD by which the next is known.
  for (let joined = true; joined; ) {
    const identity = identityOf(together, organization);
    const more = aside.filter(
      (record) => matchPeople(identity, identityOf([record], organization)).verdict === "same",
    );
    joined = more.length > 0;
    together.push(...more);
    aside = aside.filter((record) => !more.includes(record));
  }
  return { together, aside };
}

const unique = (values: readonly (string | null)[]) =>
  [...new Set(values.filter((value) => value !== null && value !== ""))] as string[];
