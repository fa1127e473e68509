import { ownerContext } from "@/lib/api/context";
import { optionalBody, parseInput } from "@/lib/api/input";
import { otherMethods } from "@/lib/api/other-methods";
import { idParameter } from "@/lib/api/parameters";
import { ok } from "@/lib/api/respond";
import { route } from "@/lib/api/route";
import { DeclineSession, declineSession } from "@/lib/sessions/decline-session";
import { getSession } from "@/lib/sessions/read-sessions";
import { viewBooking } from "@/lib/sessions/session-view";

const Body = DeclineSession.omit({ sessionId: true });

/** The body, `{"reason": "..."}`, may be left out; the reader sees the reason. */
export const POST = route<{ sessionId: string }>(async (request, params) => {
  const ctx = await ownerContext(request);
  const sessionId = idParameter("session_id", params.sessionId);
  const { reason } = parseInput(Body, await optionalBody(request));
  await declineSession(ctx, { sessionId, reason });
  return ok("Session declined successfully", viewBooking(await getSession(ctx, { sessionId })));
});

export const { DELETE, GET, PATCH, PUT } = otherMethods("POST");
