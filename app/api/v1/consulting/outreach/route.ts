import { answerPage } from "@/lib/api/answer-page";
import { verifiedContext } from "@/lib/api/context";
import { jsonBody, parseInput, parseQuery } from "@/lib/api/input";
import { otherMethods } from "@/lib/api/other-methods";
import { created, ok } from "@/lib/api/respond";
import { route } from "@/lib/api/route";
import { limitUser } from "@/lib/auth/limit-caller";
import { RequestOutreach } from "@/lib/outreach/outreach-input";
import { viewOutreach } from "@/lib/outreach/outreach-view";
import { getOutreach, ListOutreach, listOutreach } from "@/lib/outreach/read-outreach";
import { requestOutreach } from "@/lib/outreach/request-outreach";

const messages = {
  invited: "Outreach request created and email sent to researcher",
  joined: "Outreach request created; the researcher has been invited already",
  repeated: "You have asked for this researcher already",
};

export const POST = route(async (request) => {
  const ctx = await verifiedContext(request);
  await limitUser(ctx, "outreach");
  const input = parseInput(RequestOutreach, await jsonBody(request));
  const { id, outcome } = await requestOutreach(ctx, input);
  const view = viewOutreach(await getOutreach(ctx, { requestId: id }));
  return (outcome === "repeated" ? ok : created)(messages[outcome], view);
});

export const GET = route(async (request) => {
  const ctx = await verifiedContext(request);
  const page = parseQuery(ListOutreach, request);
  const list = await listOutreach(ctx, page);
  return answerPage(request, {
    message: "Outreach requests retrieved successfully",
    data: list.items.map(viewOutreach),
    limit: page.limit,
    nextCursor: list.nextCursor,
  });
});

export const { DELETE, PATCH, PUT } = otherMethods("GET", "POST");
