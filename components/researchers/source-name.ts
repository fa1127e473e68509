const names: Record<string, string> = {
  openalex: "OpenAlex",
  crossref: "Crossref",
  orcid: "ORCID",
  semantic_scholar: "Semantic Scholar",
  arxiv: "arXiv",
  ror: "ROR",
};

/** How a scholarly source writes its own name. */
export const sourceName = (source: string): string => names[source] ?? source;

const list = new Intl.ListFormat("en-GB", { type: "conjunction" });

/** "OpenAlex and Crossref" */
export const sourceNames = (sources: readonly string[]): string =>
  list.format(sources.map(sourceName));
