import { textBody } from "@/lib/api/input";
import { otherMethods } from "@/lib/api/other-methods";
import { json } from "@/lib/api/respond";
import { route } from "@/lib/api/route";
import { applyResendEvent, readResendEvent } from "@/lib/notifications/resend-webhook";
import { systemContext } from "@/lib/platform/context";
import { notingFailure } from "@/lib/platform/webhook-failure";

const MAX_EVENT_BYTES = 1024 * 1024;

// Resend's events have ids of their own, which are minded with what they change.
export const POST = route(
  async (request) => {
    const body = await textBody(request, MAX_EVENT_BYTES);
    const event = readResendEvent(body, request.headers);
    const ctx = systemContext();
    const { id, type } = event;
    await notingFailure(ctx, { id, provider: "resend", type }, () => applyResendEvent(ctx, event));
    return json({ status: "success", message: `Processed ${event.type} event` });
  },
  { keyed: false },
);

export const { DELETE, GET, PATCH, PUT } = otherMethods("POST");
