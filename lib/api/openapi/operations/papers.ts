import { z } from "zod";
import { FindPapersQuery } from "@/lib/researchers/find-papers-query";
import { PaperView } from "@/lib/researchers/paper-view";
import { envelope, type Operation } from "../operation";

export const paperOperations: readonly Operation[] = [
  {
    id: "findPapers",
    method: "get",
    path: "/consulting/papers",
    tag: "Papers",
    summary: "Find a paper by its DOI, arXiv id, address or title",
    description:
      "With either `doi` or `query`. A paper that is not here is looked for at OpenAlex, Crossref and arXiv, which takes a few seconds. A title that several papers have gives them all, those with `id` null not kept yet.",
    audience: "verified",
    query: FindPapersQuery,
    answer: envelope(z.array(PaperView)),
    errors: ["SOURCES_UNAVAILABLE", "BUSY"],
  },
  {
    id: "getPaper",
    method: "get",
    path: "/consulting/papers/{paper_id}",
    tag: "Papers",
    summary: "One paper with its authors",
    audience: "verified",
    conditional: true,
    answer: envelope(PaperView),
  },
];
