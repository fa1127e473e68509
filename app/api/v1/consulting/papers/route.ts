import { verifiedContext } from "@/lib/api/context";
import { parseQuery } from "@/lib/api/input";
import { otherMethods } from "@/lib/api/other-methods";
import { ok } from "@/lib/api/respond";
import { route } from "@/lib/api/route";
import { limitUser } from "@/lib/auth/limit-caller";
import { findPaperByReference } from "@/lib/papers/find-paper";
import type { PaperReference } from "@/lib/papers/reference";
import type { Ctx } from "@/lib/platform/context";
import { DomainError } from "@/lib/platform/errors";
import { FindPapersQuery, paperReference } from "@/lib/researchers/find-papers-query";
import { listByline } from "@/lib/researchers/list-byline";
import { encodePaper, encodeWork } from "@/lib/researchers/paper-view";
import { fetchPaper, type PaperSearch } from "@/lib/researchers/unclaimed/fetch-paper";

export const GET = route(async (request) => {
  const ctx = await verifiedContext(request);
  const wanted = paperReference(parseQuery(FindPapersQuery, request));
  return ok("Papers retrieved successfully", await encode(ctx, await find(ctx, wanted)));
});

export const { DELETE, PATCH, POST, PUT } = otherMethods("GET");

/** What is here costs nothing; asking others is counted. */
async function find(ctx: Ctx, wanted: PaperReference): Promise<PaperSearch> {
  const paper = wanted.kind !== "title" && (await findPaperByReference(ctx, wanted));
  if (paper) return { state: "here", paper };
  await limitUser(ctx, "paper-search");
  return fetchPaper(ctx, wanted);
}

/** Throws SOURCES_UNAVAILABLE while nobody can say whether there is such a paper. */
async function encode(ctx: Ctx, search: PaperSearch) {
  switch (search.state) {
    case "here":
      return [encodePaper(search.paper, await listByline(ctx, search.paper))];
    case "choices":
      return [
        ...(await Promise.all(
          search.here.map(async (paper) => encodePaper(paper, await listByline(ctx, paper))),
        )),
        ...search.elsewhere.map(({ work }) => encodeWork(work)),
      ];
    case "unknown":
      return [];
    case "unanswered":
      throw new DomainError(
        "SOURCES_UNAVAILABLE",
        "The scholarly sources do not answer just now. Please try again",
        { sources: search.sources },
      );
  }
}
