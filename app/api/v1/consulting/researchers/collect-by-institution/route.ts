import { verifiedContext } from "@/lib/api/context";
import { jsonBody, parseInput } from "@/lib/api/input";
import { otherMethods } from "@/lib/api/other-methods";
import { ok } from "@/lib/api/respond";
import { route } from "@/lib/api/route";
import { requireAdmin } from "@/lib/auth/actor";
import { CollectInstitution } from "@/lib/researchers/collection/collection-input";
import { collectInstitution } from "@/lib/researchers/collection/start-collection";

/** Collects the people of an institution: `{institution, position?, limit?}`. */
export const POST = route(async (request) => {
  const ctx = await verifiedContext(request);
  requireAdmin(ctx.actor);
  const input = parseInput(CollectInstitution, await jsonBody(request));
  const job = await collectInstitution(ctx, input);
  return ok(`Data collection for institution ${input.institution} started in background`, {
    status: "background_started",
    institution: input.institution,
    limit: input.limit,
    job_id: job.id,
  });
});

export const { DELETE, GET, PATCH, PUT } = otherMethods("POST");
