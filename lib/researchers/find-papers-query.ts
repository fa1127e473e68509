import { z } from "zod";
import { type PaperReference, paperIdIn, referenceIn } from "@/lib/papers/reference";
import { invalidInput } from "@/lib/platform/errors";
import { Text } from "@/lib/platform/text";

const written = Text.trim().min(1, "is missing").max(500, "must have at most 500 characters");

/** What a request may ask for a paper by: one of both. */
export const FindPapersQuery = z.object({
  doi: written.optional().describe("A DOI or arXiv id in any written form"),
  query: written.optional().describe("A DOI, an arXiv id, an address or a title"),
});

/** The paper that is asked for. Throws INVALID_INPUT for neither, both, or a DOI that is none. */
export function paperReference({ doi, query }: z.output<typeof FindPapersQuery>): PaperReference {
  if (doi !== undefined && query !== undefined) throw invalidInput("query", "cannot go with doi");
  if (query !== undefined) return referenceIn(query);
  if (doi === undefined) throw invalidInput("doi", "is missing (or query)");
  const id = paperIdIn(doi);
  if (id?.kind !== "doi" && id?.kind !== "arxiv")
    throw invalidInput("doi", "must be a DOI such as 10.1038/s41586-020-2649-2, or an arXiv id");
  return id;
}
