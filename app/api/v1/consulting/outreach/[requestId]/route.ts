import { verifiedContext } from "@/lib/api/context";
import { otherMethods } from "@/lib/api/other-methods";
import { idParameter } from "@/lib/api/parameters";
import { ok } from "@/lib/api/respond";
import { route } from "@/lib/api/route";
import { viewOutreach } from "@/lib/outreach/outreach-view";
import { getOutreach } from "@/lib/outreach/read-outreach";

export const GET = route<{ requestId: string }>(async (request, params) => {
  const ctx = await verifiedContext(request);
  const requestId = idParameter("request_id", params.requestId);
  const found = await getOutreach(ctx, { requestId });
  return ok("Outreach request retrieved successfully", viewOutreach(found));
});

export const { DELETE, PATCH, POST, PUT } = otherMethods("GET");
