/** The address at which a paper is looked for by its DOI, address or title. */
export const findPaperHref = (query: string) =>
  `/papers/find?${new URLSearchParams({ query: query.slice(0, 500) })}`;
