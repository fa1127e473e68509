import { findUntold, markTold } from "@/lib/outreach/joined";
import type { Ctx } from "@/lib/platform/context";
import { env } from "@/lib/platform/env";
import { researcherJoined } from "./emails/outreach";
import { type Sent, sendMail } from "./send-mail";

/**
 * Tells the author of a request that the researcher has joined, with the profile once it takes
 * bookings: at once, or in a second mail. A reader who asked about several papers is told once.
 */
export async function sendResearcherJoined(ctx: Ctx, requestId: string): Promise<Sent> {
  const request = await findUntold(ctx, requestId);
  if (!request) return "skipped";
  const { researcherId, researcherName, paperTitle, userId, takesBookings } = request;
  const kind = takesBookings ? "researcher-bookable" : "researcher-joined";
  const profile = takesBookings
    ? new URL(`/researchers/${request.researcherSlug}`, env().APP_URL).href
    : null;
  const sent = await sendMail(ctx, {
    ...researcherJoined({ researcherName, paperTitle, profile }),
    key: `${kind}:${researcherId}:${userId}`,
    kind,
    to: request.email,
    choice: { userId, kind: "researcher_joined" },
  });
  if (takesBookings) await markTold(ctx, requestId);
  return sent;
}
