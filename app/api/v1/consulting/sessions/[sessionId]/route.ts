import { userContext } from "@/lib/api/context";
import { otherMethods } from "@/lib/api/other-methods";
import { idParameter } from "@/lib/api/parameters";
import { json } from "@/lib/api/respond";
import { route } from "@/lib/api/route";
import { getSession } from "@/lib/sessions/read-sessions";
import { viewSession } from "@/lib/sessions/session-view";

export const GET = route<{ sessionId: string }>(async (request, params) => {
  const ctx = await userContext(request);
  const sessionId = idParameter("session_id", params.sessionId);
  return json(viewSession(await getSession(ctx, { sessionId })));
});

export const { DELETE, PATCH, POST, PUT } = otherMethods("GET");
