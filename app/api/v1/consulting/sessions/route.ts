import { userContext, verifiedContext } from "@/lib/api/context";
import { jsonBody, parseInput, parseQuery } from "@/lib/api/input";
import { otherMethods } from "@/lib/api/other-methods";
import { nextLink } from "@/lib/api/parameters";
import { created, json } from "@/lib/api/respond";
import { route } from "@/lib/api/route";
import { limitUser } from "@/lib/auth/limit-caller";
import { HoldSession } from "@/lib/sessions/hold-input";
import { holdSession } from "@/lib/sessions/hold-session";
import { getSession, ListSessions, listReaderSessions } from "@/lib/sessions/read-sessions";
import { viewSession } from "@/lib/sessions/session-view";

export const POST = route(async (request) => {
  const ctx = await userContext(request);
  await limitUser(ctx, "hold");
  const held = await holdSession(ctx, parseInput(HoldSession, await jsonBody(request)));
  const session = await getSession(ctx, { sessionId: held.id });
  return created("Session created successfully", viewSession(session));
});

export const GET = route(async (request) => {
  const ctx = await verifiedContext(request);
  const list = await listReaderSessions(ctx, parseQuery(ListSessions, request));
  return json(list.items.map(viewSession), 200, nextLink(request, list.nextCursor));
});

export const { DELETE, PATCH, PUT } = otherMethods("GET", "POST");
