import { userContext } from "@/lib/api/context";
import { jsonBody, parseInput } from "@/lib/api/input";
import { otherMethods } from "@/lib/api/other-methods";
import { idParameter } from "@/lib/api/parameters";
import { ok } from "@/lib/api/respond";
import { route } from "@/lib/api/route";
import { getSession } from "@/lib/sessions/read-sessions";
import { RescheduleSession, rescheduleSession } from "@/lib/sessions/reschedule-session";
import { viewSession } from "@/lib/sessions/session-view";

export const POST = route<{ sessionId: string }>(async (request, params) => {
  const ctx = await userContext(request);
  const sessionId = idParameter("session_id", params.sessionId);
  const to = parseInput(RescheduleSession, await jsonBody(request));
  await rescheduleSession(ctx, { ...to, sessionId });
  return ok("Session rescheduled successfully", viewSession(await getSession(ctx, { sessionId })));
});

export const { DELETE, GET, PATCH, PUT } = otherMethods("POST");
