import { answerCollectResearcher } from "@/lib/api/collect-researcher";
import { verifiedContext } from "@/lib/api/context";
import { jsonBody, parseInput } from "@/lib/api/input";
import { otherMethods } from "@/lib/api/other-methods";
import { route } from "@/lib/api/route";
import { CollectResearcher } from "@/lib/researchers/collection/collection-input";
import { requireCollector } from "@/lib/researchers/collection/start-collection";

/** Collects what the scholarly sources know of one author: `{name, affiliation, paper_title, position?, email?, run_in_background?}`. */
export const POST = route(async (request) => {
  const ctx = await verifiedContext(request);
  requireCollector(ctx.actor);
  return answerCollectResearcher(ctx, parseInput(CollectResearcher, await jsonBody(request)));
});

export const { DELETE, GET, PATCH, PUT } = otherMethods("POST");
