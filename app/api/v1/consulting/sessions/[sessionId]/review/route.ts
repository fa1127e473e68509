import { userContext, verifiedContext } from "@/lib/api/context";
import { jsonBody, parseInput } from "@/lib/api/input";
import { otherMethods } from "@/lib/api/other-methods";
import { idParameter } from "@/lib/api/parameters";
import { created, ok } from "@/lib/api/respond";
import { route } from "@/lib/api/route";
import { getReview } from "@/lib/reviews/get-review";
import { viewOwnReview } from "@/lib/reviews/review-view";
import { WriteReview, writeReview } from "@/lib/reviews/write-review";

type Params = { sessionId: string };
const Body = WriteReview.omit({ sessionId: true });

export const POST = route<Params>(async (request, params) => {
  const ctx = await verifiedContext(request);
  const sessionId = idParameter("session_id", params.sessionId);
  const input = parseInput(Body, await jsonBody(request));
  const review = await writeReview(ctx, { ...input, sessionId });
  return created("Review created successfully", viewOwnReview(review));
});

export const GET = route<Params>(async (request, params) => {
  const ctx = await userContext(request);
  const sessionId = idParameter("session_id", params.sessionId);
  const review = await getReview(ctx, { sessionId });
  return ok("Review retrieved successfully", viewOwnReview(review));
});

export const { DELETE, PATCH, PUT } = otherMethods("GET", "POST");
