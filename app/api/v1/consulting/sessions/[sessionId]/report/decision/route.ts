import { verifiedContext } from "@/lib/api/context";
import { jsonBody, parseInput } from "@/lib/api/input";
import { otherMethods } from "@/lib/api/other-methods";
import { idParameter } from "@/lib/api/parameters";
import { ok } from "@/lib/api/respond";
import { route } from "@/lib/api/route";
import { requireAdmin } from "@/lib/auth/actor";
import { DecideReport, decideReport } from "@/lib/sessions/reports/decide-report";
import { viewReport } from "@/lib/sessions/reports/report-view";

/** An administrator decides a report: `{outcome, refund_amount?, note?}`. */
export const POST = route<{ sessionId: string }>(async (request, params) => {
  const ctx = await verifiedContext(request);
  requireAdmin(ctx.actor);
  const sessionId = idParameter("session_id", params.sessionId);
  const input = parseInput(DecideReport, await jsonBody(request));
  return ok(
    "Report decided successfully",
    viewReport(await decideReport(ctx, { ...input, sessionId })),
  );
});

export const { DELETE, GET, PATCH, PUT } = otherMethods("POST");
