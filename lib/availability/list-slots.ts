import type { Actor, Ctx } from "@/lib/platform/context";
import { notFound } from "@/lib/platform/errors";
import { computeSlots, type Slot } from "./compute-slots";
import { type LoadedSchedule, loadSchedule } from "./load-schedule";

/**
 * The slots of a researcher who takes bookings that start in [from, to) (epoch ms), with the schedule
 * they come from; to the researcher also before that, as readers will see them. Slots that cannot be
 * booked are there with `available: false`.
 */
export async function listSlots(
  ctx: Ctx,
  input: { researcherId: string; from: number; to: number },
): Promise<LoadedSchedule & { slots: Slot[] }> {
  const now = ctx.now.getTime();
  const loaded = await loadSchedule(ctx.db, input.researcherId, Math.min(input.from, now));
  if (!loaded.takesBookings && !isOwner(ctx.actor, input.researcherId))
    throw notFound("Researcher");
  return { ...loaded, slots: computeSlots(loaded.schedule, input, now) };
}

const isOwner = (actor: Actor, researcherId: string) =>
  actor.kind === "user" && actor.researcherId === researcherId;
