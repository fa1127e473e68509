/** What the scholarly sources tell, in one shape whichever source told it. */

export const scholarlySources = [
  "openalex",
  "crossref",
  "orcid",
  "semantic_scholar",
  "arxiv",
  "ror",
] as const;

export type ScholarlySource = (typeof scholarlySources)[number];

/** Where a record comes from: its source, its id there, and when it was read. */
export type Origin = { source: ScholarlySource; sourceId: string; fetchedAt: Date };

export type InstitutionRecord = {
  name: string;
  /** As ROR writes it, e.g. "https://ror.org/00f54p054"; null where the source names none. */
  rorId: string | null;
};

/** An author as one paper names them. */
export type BylineRecord = {
  /** Place among the authors, from 1. */
  position: number;
  name: string;
  /** The source's hint, which can be wrong: "0000-0002-1825-0097" without address. */
  orcid: string | null;
  openalexId: string | null;
  semanticScholarId: string | null;
  institutions: InstitutionRecord[];
  isCorresponding: boolean;
};

export type WorkRecord = {
  origin: Origin;
  title: string;
  /** In lower case, without address. */
  doi: string | null;
  arxivId: string | null;
  openalexId: string | null;
  year: number | null;
  venue: string | null;
  isRetracted: boolean;
  /** In the paper's order; may be cut by the source (OpenAlex gives 100 in lists). */
  byline: BylineRecord[];
};

/** A person as a source's author record describes them. */
export type AuthorRecord = {
  origin: Origin;
  name: string;
  /** Other spellings of the name. */
  otherNames: string[];
  orcid: string | null;
  openalexId: string | null;
  semanticScholarId: string | null;
  institutions: InstitutionRecord[];
  /** Most frequent first. */
  topics: string[];
  worksCount: number | null;
  citationCount: number | null;
  homepage: string | null;
};

export type OrganizationRecord = {
  origin: Origin;
  rorId: string;
  name: string;
  otherNames: string[];
  countryCode: string | null;
  /** Mail and web domains, in lower case, e.g. "stanford.edu". */
  domains: string[];
};
