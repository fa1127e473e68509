import type { Collection, SourceProgress } from "@/lib/researchers/collection/jobs/get-collection";

export const sourceNames = {
  openalex: "OpenAlex",
  crossref: "Crossref",
  semantic_scholar: "Semantic Scholar",
  orcid: "ORCID",
  ror: "ROR",
} satisfies Record<SourceProgress["source"], string>;

/** The name of where a fact comes from; "request" is what somebody who asked for the person said. */
export const originName = (source: string): string =>
  source in sourceNames ? sourceNames[source as SourceProgress["source"]] : "the request";

export const sourceStateWords = {
  waiting: "Waiting",
  running: "Being asked",
  done: "Answered",
  skipped: "Left out",
  failed: "No answer",
} satisfies Record<SourceProgress["state"], string>;

export const jobStateWords = {
  waiting: "Waiting",
  running: "Under way",
  done: "Done",
  failed: "Failed",
} satisfies Record<Collection["state"], string>;

/** What a job collects: "Wei Zhang, author of ..." or "People of Fjordvik University". */
export function jobTitle({ kind, input }: Collection): string {
  return kind === "researcher" ? `${input.name}` : `People of ${input.institution}`;
}

export function jobSubject({ kind, input }: Collection): string {
  return kind === "researcher"
    ? `${input.affiliation} · “${input.paperTitle}”`
    : `Up to ${input.limit}${input.position ? `, asked for as ${input.position}` : ""}`;
}

const isOver = ({ state }: SourceProgress) =>
  state === "done" || state === "skipped" || state === "failed";

/** How far a job is: "3 of 5 sources", and for an institution "120 of 300 people". */
export function progressWords({ sources }: Collection): string {
  const over = sources.filter(isOver).length;
  const paged = sources.find(({ total }) => total !== null);
  const words = `${over} of ${sources.length} sources`;
  return paged ? `${words}, ${paged.found} of ${paged.total} people` : words;
}

/** What a job came to so far, in counts. */
export function outcomeWords({ outcomes, state }: Collection): string {
  const { created, linked, undecided } = outcomes;
  const parts = [
    created > 0 && `${records(created)} of new profiles`,
    linked > 0 && `${records(linked)} of profiles that were here`,
    undecided > 0 && `${records(undecided)} to decide`,
  ].filter((part) => part !== false);
  return parts.length > 0 ? parts.join(", ") : nothing(state);
}

const nothing = (state: Collection["state"]) =>
  state === "done" || state === "failed" ? "Nothing found" : "Nothing found so far";

const records = (count: number) => (count === 1 ? "1 record" : `${count} records`);

/** What a piece of evidence says. */
export const evidenceWords: Record<string, string> = {
  author_id: "The same author at its source",
  orcid: "The same ORCID iD",
  other_orcid: "Two ORCID iDs",
  authorship: "The same place on the same paper",
  two_places: "Two places on the same paper",
  institution: "The same institution",
  no_institution_shared: "No institution in common",
  name_equal: "The same name",
  name_reordered: "The same name in another order",
  name_by_initials: "Names that agree as far as initials go",
  name_differs: "Names that do not agree",
};

/** Where a record can be looked at; null where its source has no page for it. */
export function recordAddress(source: string, sourceId: string): string | null {
  if (source === "openalex") return `https://openalex.org/${encodeURIComponent(sourceId)}`;
  if (source === "orcid") return `https://orcid.org/${encodeURIComponent(sourceId)}`;
  if (source === "crossref") return `https://doi.org/${encodeURI(sourceId.replace(/#\d+$/, ""))}`;
  if (source === "semantic_scholar")
    return `https://www.semanticscholar.org/author/${encodeURIComponent(sourceId)}`;
  return null;
}
