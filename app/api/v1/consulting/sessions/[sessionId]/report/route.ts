import { userContext } from "@/lib/api/context";
import { jsonBody, parseInput } from "@/lib/api/input";
import { otherMethods } from "@/lib/api/other-methods";
import { idParameter } from "@/lib/api/parameters";
import { created, ok } from "@/lib/api/respond";
import { route } from "@/lib/api/route";
import { getReport } from "@/lib/sessions/reports/get-report";
import { ReportSession, reportSession } from "@/lib/sessions/reports/report-session";
import { viewReport } from "@/lib/sessions/reports/report-view";

type Params = { sessionId: string };
const Body = ReportSession.omit({ sessionId: true });

/** Reports a no-show of the other party, or another problem: `{kind, text}`. */
export const POST = route<Params>(async (request, params) => {
  const ctx = await userContext(request);
  const sessionId = idParameter("session_id", params.sessionId);
  const input = parseInput(Body, await jsonBody(request));
  return created(
    "Report created successfully",
    viewReport(await reportSession(ctx, { ...input, sessionId })),
  );
});

export const GET = route<Params>(async (request, params) => {
  const ctx = await userContext(request);
  const sessionId = idParameter("session_id", params.sessionId);
  return ok("Report retrieved successfully", viewReport(await getReport(ctx, { sessionId })));
});

export const { DELETE, PATCH, PUT } = otherMethods("GET", "POST");
