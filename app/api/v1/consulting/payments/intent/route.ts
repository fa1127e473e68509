import { z } from "zod";
import { userContext } from "@/lib/api/context";
import { jsonBody, parseInput } from "@/lib/api/input";
import { otherMethods } from "@/lib/api/other-methods";
import { json } from "@/lib/api/respond";
import { route } from "@/lib/api/route";
import { centsToDollars } from "@/lib/platform/money";
import { paySession } from "@/lib/sessions/pay-session";

const Body = z.object({ type: z.literal("session").default("session"), session_id: z.guid() });

export const POST = route(async (request) => {
  const ctx = await userContext(request);
  const { type, session_id: sessionId } = parseInput(Body, await jsonBody(request));
  const { clientSecret, amountCents } = await paySession(ctx, { sessionId });
  return json({ client_secret: clientSecret, amount: centsToDollars(amountCents), type });
});

export const { DELETE, GET, PATCH, PUT } = otherMethods("POST");
