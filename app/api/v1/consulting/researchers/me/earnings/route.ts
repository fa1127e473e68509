import { answerPage } from "@/lib/api/answer-page";
import { ownerContext } from "@/lib/api/context";
import { parseQuery } from "@/lib/api/input";
import { otherMethods } from "@/lib/api/other-methods";
import { route } from "@/lib/api/route";
import { viewEarning } from "@/lib/sessions/earnings/earning-view";
import { ListEarnings, listEarnings } from "@/lib/sessions/earnings/list-earnings";

/** What the researcher has earned, session by session, latest first; `month=YYYY-MM` narrows it. */
export const GET = route(async (request) => {
  const ctx = await ownerContext(request);
  const input = parseQuery(ListEarnings, request);
  const list = await listEarnings(ctx, input);
  return answerPage(request, {
    message: "Earnings retrieved successfully",
    data: list.items.map(viewEarning),
    limit: input.limit,
    nextCursor: list.nextCursor,
  });
});

export const { DELETE, PATCH, POST, PUT } = otherMethods("GET");
