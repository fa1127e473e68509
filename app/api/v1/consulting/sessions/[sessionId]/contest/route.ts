import { userContext } from "@/lib/api/context";
import { jsonBody, parseInput } from "@/lib/api/input";
import { otherMethods } from "@/lib/api/other-methods";
import { idParameter } from "@/lib/api/parameters";
import { ok } from "@/lib/api/respond";
import { route } from "@/lib/api/route";
import { ContestReport, contestReport } from "@/lib/sessions/reports/contest-report";
import { viewReport } from "@/lib/sessions/reports/report-view";

const Body = ContestReport.omit({ sessionId: true });

/** Says otherwise than the other party's report: `{text}`. An administrator decides then. */
export const POST = route<{ sessionId: string }>(async (request, params) => {
  const ctx = await userContext(request);
  const sessionId = idParameter("session_id", params.sessionId);
  const input = parseInput(Body, await jsonBody(request));
  return ok(
    "Report contested successfully",
    viewReport(await contestReport(ctx, { ...input, sessionId })),
  );
});

export const { DELETE, GET, PATCH, PUT } = otherMethods("POST");
