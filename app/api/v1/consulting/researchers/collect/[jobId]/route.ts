import { verifiedContext } from "@/lib/api/context";
import { otherMethods } from "@/lib/api/other-methods";
import { idParameter } from "@/lib/api/parameters";
import { ok } from "@/lib/api/respond";
import { route } from "@/lib/api/route";
import { viewCollection } from "@/lib/researchers/collection/collection-view";
import { getCollection } from "@/lib/researchers/collection/jobs/get-collection";

/** How far a collection is, source by source. */
export const GET = route<{ jobId: string }>(async (request, params) => {
  const ctx = await verifiedContext(request);
  const job = await getCollection(ctx, idParameter("job_id", params.jobId));
  return ok("Collection retrieved successfully", viewCollection(job));
});

export const { DELETE, PATCH, POST, PUT } = otherMethods("GET");
