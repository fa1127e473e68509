import type { z } from "zod";
import {
  type DirectoryQuery,
  directoryInput,
  encodeFacets,
} from "@/lib/researchers/directory-query";
import { listResearchers } from "@/lib/researchers/list-researchers";
import { viewResearchers } from "@/lib/researchers/researcher-view";
import { answerPage } from "./answer-page";
import { verifiedContext } from "./context";

type Query = z.output<typeof DirectoryQuery> & { limit: number; cursor?: string };

/** Answers the list and the search of researchers, which differ only in what they ask for. */
export async function answerDirectory(request: Request, query: Query): Promise<Response> {
  const ctx = await verifiedContext(request);
  const { limit, cursor } = query;
  const zone = ctx.actor.kind === "user" ? ctx.actor.timeZone : "UTC";
  const input = directoryInput(query, ctx.now, zone);
  const list = await listResearchers(ctx, { ...input, limit, cursor });
  return answerPage(request, {
    message: "Researchers retrieved successfully",
    data: await viewResearchers(ctx, list.items),
    limit,
    nextCursor: list.nextCursor,
    more: { total: list.total, total_is_exact: list.isTotalExact },
    beside: list.facets && { facets: encodeFacets(list.facets) },
  });
}
