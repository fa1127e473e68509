import { requireVerified } from "@/lib/auth/actor";
import type { Ctx } from "@/lib/platform/context";
import { notFound } from "@/lib/platform/errors";
import { findCurrent } from "./find-subscription";
import type { Subscription } from "./states";

/** The membership that the actor has, else the last one that they had; NOT_FOUND when there was none. */
export async function getCurrentSubscription(ctx: Ctx): Promise<Subscription> {
  const current = await findCurrent(ctx.db, requireVerified(ctx.actor).id);
  if (!current) throw notFound("Subscription");
  return current;
}
