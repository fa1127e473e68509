/** What the sources' stand-ins know, once; each source tells its part of it in its own shape. */

export type Organization = {
  rorId: string;
  openalexId: string;
  name: string;
  otherNames: string[];
  countryCode: string;
  domains: string[];
  website: string;
};

export type Person = {
  given: string;
  family: string;
  /** As OpenAlex displays it. */
  name: string;
  otherNames: string[];
  /** Null: OpenAlex does not know them. */
  openalexId: string | null;
  orcid: string | null;
  /** Semantic Scholar gives many people several records, each with a spelling of its own. */
  semanticScholar: { id: string; name: string }[];
  organizations: Organization[];
  topics: string[];
  worksCount: number;
  citationCount: number;
  homepage: string | null;
};

export type Author = {
  person: Person;
  /** As this paper prints it. */
  asPrinted?: string;
  /** The iD that OpenAlex believes in, where it is another person's. */
  wrongOrcid?: string;
};

export const indexes = ["openalex", "crossref", "semantic_scholar", "arxiv"] as const;

export type Work = {
  title: string;
  doi: string | null;
  arxivId: string | null;
  openalexId: string;
  year: number;
  venue: string;
  isRetracted: boolean;
  authors: Author[];
  /** A group that signs as an author, at the end. */
  group?: string;
  /** Which sources have it. */
  knownTo: readonly (typeof indexes)[number][];
};
