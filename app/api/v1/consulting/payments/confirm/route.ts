import { userContext } from "@/lib/api/context";
import { jsonBody, parseInput } from "@/lib/api/input";
import { otherMethods } from "@/lib/api/other-methods";
import { ok } from "@/lib/api/respond";
import { route } from "@/lib/api/route";
import { ConfirmPayment, confirmPayment } from "@/lib/sessions/confirm-payment";
import { getSession } from "@/lib/sessions/read-sessions";
import { viewSession } from "@/lib/sessions/session-view";

export const POST = route(async (request) => {
  const ctx = await userContext(request);
  const input = parseInput(ConfirmPayment, await jsonBody(request));
  await confirmPayment(ctx, input);
  const session = await getSession(ctx, input);
  return ok("Payment confirmed successfully", viewSession(session));
});

export const { DELETE, GET, PATCH, PUT } = otherMethods("POST");
