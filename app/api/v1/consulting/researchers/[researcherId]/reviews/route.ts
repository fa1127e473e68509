import { z } from "zod";
import { answerPage } from "@/lib/api/answer-page";
import { verifiedContext } from "@/lib/api/context";
import { parseQuery } from "@/lib/api/input";
import { otherMethods } from "@/lib/api/other-methods";
import { idParameter } from "@/lib/api/parameters";
import { route } from "@/lib/api/route";
import { pageParameters } from "@/lib/platform/cursor";
import { getResearcher } from "@/lib/researchers/get-researcher";
import { listReviews } from "@/lib/reviews/list-reviews";
import { viewReview } from "@/lib/reviews/review-view";

const Query = z.object(pageParameters);

export const GET = route<{ researcherId: string }>(
  async (request, params) => {
    const ctx = await verifiedContext(request);
    const { limit, cursor } = parseQuery(Query, request);
    const { id, ratingCount } = await getResearcher(
      ctx,
      idParameter("researcher_id", params.researcherId),
    );
    const list = await listReviews(ctx, { researcherId: id, limit, cursor });
    return answerPage(request, {
      message: "Reviews retrieved successfully",
      data: list.items.map(viewReview),
      limit,
      nextCursor: list.nextCursor,
      more: { total: ratingCount },
    });
  },
  { conditional: true },
);

export const { DELETE, PATCH, POST, PUT } = otherMethods("GET");
