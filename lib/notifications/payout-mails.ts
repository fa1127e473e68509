import { eq } from "drizzle-orm";
import { payouts } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { payoutReversed, payoutSent } from "./emails/payout";
import { loadBooking } from "./load-booking";
import { sceneFor } from "./scene";
import { type Sent, sendToParty } from "./send-to-party";

async function load(ctx: Ctx, payoutId: string) {
  const [payout] = await ctx.db.select().from(payouts).where(eq(payouts.id, payoutId));
  const booking = payout && (await loadBooking(ctx, payout.sessionId));
  return payout && booking ? { ...sceneFor(booking, "researcher"), payout } : null;
}

/** To the researcher: a payout is on its way. */
export async function sendPayoutSent(ctx: Ctx, payoutId: string): Promise<Sent> {
  const scene = await load(ctx, payoutId);
  if (scene?.payout.status !== "paid") return "skipped";
  return sendToParty(ctx, scene, {
    ...payoutSent(scene),
    kind: "payout",
    choice: "payout_sent",
    key: `payout:${payoutId}`,
  });
}

/** To the researcher: so much of a payout has been taken back by now. */
export async function sendPayoutReversed(ctx: Ctx, payoutId: string): Promise<Sent> {
  const scene = await load(ctx, payoutId);
  if (!scene || scene.payout.reversedCents === 0) return "skipped";
  return sendToParty(ctx, scene, {
    ...payoutReversed(scene),
    kind: "payout-reversed",
    key: `payout-reversed:${payoutId}:${scene.payout.reversedCents}`,
  });
}
