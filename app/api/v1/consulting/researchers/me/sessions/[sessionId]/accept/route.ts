import { ownerContext } from "@/lib/api/context";
import { otherMethods } from "@/lib/api/other-methods";
import { idParameter } from "@/lib/api/parameters";
import { ok } from "@/lib/api/respond";
import { route } from "@/lib/api/route";
import { acceptSession } from "@/lib/sessions/accept-session";
import { getSession } from "@/lib/sessions/read-sessions";
import { viewBooking } from "@/lib/sessions/session-view";

export const POST = route<{ sessionId: string }>(async (request, params) => {
  const ctx = await ownerContext(request);
  const sessionId = idParameter("session_id", params.sessionId);
  await acceptSession(ctx, { sessionId });
  return ok("Session accepted successfully", viewBooking(await getSession(ctx, { sessionId })));
});

export const { DELETE, GET, PATCH, PUT } = otherMethods("POST");
