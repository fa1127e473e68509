import type { RecordedAuthor } from "@/db/schema/collection";

/** Where a fact may come from: a scholarly source, or the request that asked for the person. */
export type FactSource = "openalex" | "crossref" | "semantic_scholar" | "orcid" | "request";

export type Fact = {
  value: string | string[];
  source: FactSource;
  sourceId: string;
  fetchedAt: Date;
};

export type FactField =
  | "name"
  | "affiliation"
  | "position"
  | "email"
  | "orcid"
  | "openalexId"
  | "expertise";

/** Whose word counts for each field, first to last. What is not named here is not taken from there. */
export const precedence = {
  // People write their own name and post at ORCID; the others read them off papers.
  name: ["orcid", "openalex", "crossref", "semantic_scholar", "request"],
  affiliation: ["orcid", "openalex", "semantic_scholar", "crossref", "request"],
  position: ["request"],
  email: ["request"],
  orcid: ["orcid", "openalex", "crossref", "semantic_scholar"],
  openalexId: ["openalex"],
  expertise: ["openalex", "semantic_scholar"],
} as const satisfies Record<FactField, readonly FactSource[]>;

export const factFields = Object.keys(precedence) as FactField[];

const MOST_TOPICS = 8;

/** What one source says, with where and when it said so. */
export type Saying = {
  source: FactSource;
  sourceId: string;
  fetchedAt: Date;
  author: RecordedAuthor;
  position?: string | undefined;
  email?: string | undefined;
};

const readers = {
  name: ({ author }) => author.name,
  affiliation: ({ author }) => author.institutions[0]?.name,
  position: ({ position }) => position,
  email: ({ email }) => email,
  orcid: ({ author }) => author.orcid,
  openalexId: ({ author }) => author.openalexId,
  expertise: ({ author }) => author.topics.slice(0, MOST_TOPICS),
} satisfies Record<FactField, (saying: Saying) => string | string[] | null | undefined>;

/**
 * One set of facts from what several sources say of one person, each with its source. Of two records
 * of one source the one read last counts; where that says nothing, the next does.
 */
export function mergeFacts(sayings: readonly Saying[]): Partial<Record<FactField, Fact>> {
  const latest = sayings.toSorted((a, b) => b.fetchedAt.getTime() - a.fetchedAt.getTime());
  const facts: Partial<Record<FactField, Fact>> = {};
  for (const field of factFields) {
    const ranked = precedence[field].flatMap((source) =>
      latest.filter((saying) => saying.source === source),
    );
    for (const saying of ranked) {
      const value = readers[field](saying);
      if (!value?.length) continue;
      const { source, sourceId, fetchedAt } = saying;
      facts[field] = { value, source, sourceId, fetchedAt };
      break;
    }
  }
  return facts;
}

/** What stands in a profile's field now, and what collecting wrote there last, if it ever did. */
export type Standing = {
  now: string | string[] | null;
  written: string | string[] | null;
};

/** What collecting may add to a profile that somebody has claimed: the rest is its owner's to say. */
export const fieldsOfClaimed: readonly FactField[] = ["openalexId"];

/**
 * Whether a field may take a collected fact: while it is empty and never was written to, or says what
 * collecting wrote. Anything else in it, also nothing at all, is a person's.
 */
export function mayWrite({ now, written }: Standing): boolean {
  const isEmpty = now === null || now.length === 0;
  return written === null ? isEmpty : isEqual(now, written);
}

const isEqual = (a: string | string[] | null, b: string | string[] | null) =>
  JSON.stringify(a) === JSON.stringify(b);
