import { verifiedContext } from "@/lib/api/context";
import { jsonBody, parseInput } from "@/lib/api/input";
import { otherMethods } from "@/lib/api/other-methods";
import { idParameter } from "@/lib/api/parameters";
import { created } from "@/lib/api/respond";
import { route } from "@/lib/api/route";
import { ReplyToReview, replyToReview } from "@/lib/reviews/reply-to-review";
import { viewOwnReview } from "@/lib/reviews/review-view";

const Body = ReplyToReview.omit({ sessionId: true });

export const POST = route<{ sessionId: string }>(async (request, params) => {
  const ctx = await verifiedContext(request);
  const sessionId = idParameter("session_id", params.sessionId);
  const input = parseInput(Body, await jsonBody(request));
  const review = await replyToReview(ctx, { ...input, sessionId });
  return created("Reply created successfully", viewOwnReview(review));
});

export const { DELETE, GET, PATCH, PUT } = otherMethods("POST");
