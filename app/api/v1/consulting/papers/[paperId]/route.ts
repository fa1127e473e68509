import { verifiedContext } from "@/lib/api/context";
import { otherMethods } from "@/lib/api/other-methods";
import { idParameter } from "@/lib/api/parameters";
import { ok } from "@/lib/api/respond";
import { route } from "@/lib/api/route";
import { findPaper } from "@/lib/papers/find-paper";
import { notFound } from "@/lib/platform/errors";
import { listByline } from "@/lib/researchers/list-byline";
import { encodePaper } from "@/lib/researchers/paper-view";

export const GET = route<{ paperId: string }>(
  async (request, { paperId }) => {
    const ctx = await verifiedContext(request);
    const paper = await findPaper(ctx, idParameter("paper_id", paperId));
    if (!paper) throw notFound("Paper");
    return ok("Paper retrieved successfully", encodePaper(paper, await listByline(ctx, paper)));
  },
  { conditional: true },
);

export const { DELETE, PATCH, POST, PUT } = otherMethods("GET");
