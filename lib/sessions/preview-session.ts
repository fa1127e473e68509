import { and, eq, gt, inArray, lt } from "drizzle-orm";
import { sessions } from "@/db/schema";
import { isOffered } from "@/lib/availability/compute-slots";
import { type LoadedSchedule, loadSchedule } from "@/lib/availability/load-schedule";
import { nearestFree } from "@/lib/availability/nearest-free";
import { decodeSlotId } from "@/lib/availability/slot-id";
import { isMember } from "@/lib/membership/is-member";
import { memberPrice, type Price } from "@/lib/membership/member-price";
import type { Ctx } from "@/lib/platform/context";
import { DomainError, notFound } from "@/lib/platform/errors";
import { priceCents } from "@/lib/platform/money";
import { MINUTE_MS } from "@/lib/platform/time";
import { CANCELLATION_WINDOW_MINUTES } from "./hold-session";
import { LIVE_STATES } from "./states";

export type FreeSlot = { id: string; start_time: string; end_time: string };

/** What a slot would be as a session, before anybody holds it. */
export type SessionPreview = {
  slotId: string;
  researcher: { id: string; name: string; slug: string; timeZone: string };
  startsAt: Date;
  endsAt: Date;
  price: Price;
  /** Whether the visitor pays the member's price. */
  isMember: boolean;
  requiresAcceptance: boolean;
  cancellationWindowMinutes: number;
  isOwnProfile: boolean;
  isOffered: boolean;
  /** The nearest free times, when this one is not offered. */
  alternatives: FreeSlot[];
  /** The visitor's own live session at that time, if any. */
  own: { id: string; state: string; isThisSlot: boolean } | null;
};

/**
 * Looks a slot up by its id for anyone, without claiming it.
 * Throws NOT_FOUND for an id that no researcher's time has, NOT_BOOKABLE for one who takes no bookings.
 */
export async function previewSession(ctx: Ctx, input: { slotId: string }): Promise<SessionPreview> {
  const slot = decodeSlotId(input.slotId);
  if (!slot) throw notFound("Time");
  const now = ctx.now.getTime();
  const loaded = await loadSchedule(ctx.db, slot.researcherId, Math.min(slot.startsAt, now));
  const rateCents = requireListed(loaded);
  const offer = isOffered(loaded.schedule, slot, now);
  const offered = offer === "offered";
  const startsAt = new Date(slot.startsAt);
  const endsAt = new Date(slot.endsAt);
  return {
    slotId: input.slotId,
    researcher: {
      id: loaded.researcherId,
      name: loaded.name,
      slug: loaded.slug,
      timeZone: loaded.schedule.timeZone,
    },
    startsAt,
    endsAt,
    price: memberPrice(priceCents(rateCents, (slot.endsAt - slot.startsAt) / MINUTE_MS)),
    isMember: ctx.actor.kind === "user" && (await isMember(ctx.db, ctx.actor.id, ctx.now)),
    requiresAcceptance: loaded.requiresAcceptance,
    cancellationWindowMinutes: CANCELLATION_WINDOW_MINUTES,
    isOwnProfile: ctx.actor.kind === "user" && ctx.actor.id === loaded.userId,
    isOffered: offered,
    alternatives: offered
      ? []
      : nearestFree(loaded.schedule, loaded.researcherId, Math.max(slot.startsAt, now), now),
    own: await ownSession(ctx, { researcherId: loaded.researcherId, startsAt, endsAt }),
  };
}

function requireListed(loaded: LoadedSchedule): number {
  if (loaded.takesBookings && loaded.rateCents !== null) return loaded.rateCents;
  throw new DomainError("NOT_BOOKABLE", "This researcher does not take bookings");
}

async function ownSession(
  ctx: Ctx,
  at: { researcherId: string; startsAt: Date; endsAt: Date },
): Promise<SessionPreview["own"]> {
  if (ctx.actor.kind !== "user") return null;
  const [own] = await ctx.db
    .select()
    .from(sessions)
    .where(
      and(
        eq(sessions.readerId, ctx.actor.id),
        inArray(sessions.state, [...LIVE_STATES]),
        lt(sessions.startsAt, at.endsAt),
        gt(sessions.endsAt, at.startsAt),
      ),
    )
    .limit(1);
  if (!own) return null;
  const isThisSlot =
    own.researcherId === at.researcherId && own.startsAt.getTime() === at.startsAt.getTime();
  const isOver = own.state === "held" && own.holdExpiresAt <= ctx.now;
  return { id: own.id, state: isOver ? "expiring" : own.state, isThisSlot };
}
