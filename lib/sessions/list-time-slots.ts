import { and, eq, gte, inArray, lt } from "drizzle-orm";
import { z } from "zod";
import { sessions } from "@/db/schema";
import { requireUser } from "@/lib/auth/actor";
import { computeSlots, isOffered, type Slot } from "@/lib/availability/compute-slots";
import { listSlots } from "@/lib/availability/list-slots";
import { decodeSlotId } from "@/lib/availability/slot-id";
import { rangeOfDate, slotQuery, type TimeSlotView, viewSlot } from "@/lib/availability/slot-views";
import type { Ctx } from "@/lib/platform/context";
import { invalidInput, notFound } from "@/lib/platform/errors";
import { LIVE_STATES } from "./states";

export const ListTimeSlots = z.object({
  researcher_id: z.guid(),
  date: slotQuery.date,
  timezone: slotQuery.timezone.optional(),
});

const NONE: ReadonlyMap<number, string> = new Map();

type SlotView = z.input<typeof TimeSlotView>;

/** Every slot within a researcher's hours of a date; the session's id goes to its parties only. */
export async function listTimeSlots(
  ctx: Ctx,
  input: z.output<typeof ListTimeSlots>,
): Promise<SlotView[]> {
  const { researcher_id: researcherId, date, timezone: zone } = input;
  const now = ctx.now.getTime();
  const { schedule } = await listSlots(ctx, { researcherId, from: now, to: now });
  const range = rangeOfDate(schedule, date, zone, ctx.now);
  const slots = computeSlots(schedule, range, now);
  // A session claims its time for good, so where nothing is claimed is none of anybody's.
  const isClaimed = schedule.busy.some(
    ({ startsAt }) => startsAt >= range.from && startsAt < range.to,
  );
  const own = isClaimed ? await ownSessions(ctx, researcherId, range) : NONE;
  return slots.map((slot) =>
    viewSlot(researcherId, slot, { zone, sessionId: own.get(slot.startsAt) }),
  );
}

/** One slot by its id. Throws NOT_FOUND for a time that the researcher's hours do not have. */
export async function getTimeSlot(
  ctx: Ctx,
  input: { slotId: string; timeZone?: string },
): Promise<SlotView> {
  const key = decodeSlotId(input.slotId);
  if (!key) throw invalidInput("time_slot_id", "is not a time slot's id");
  const now = ctx.now.getTime();
  const { researcherId, startsAt, endsAt } = key;
  const { schedule } = await listSlots(ctx, { researcherId, from: startsAt, to: startsAt });
  const offer = isOffered(schedule, key, now);
  const range = { from: startsAt, to: startsAt + 1 };
  const sessionId = (await ownSessions(ctx, researcherId, range)).get(startsAt);
  // A booked time stays what it is to its parties, though the hours have changed since.
  if (offer === "not-on-grid" && !sessionId) throw notFound("Time slot");
  const slot: Slot = { startsAt, endsAt, available: offer === "offered" };
  return viewSlot(researcherId, slot, { zone: input.timeZone, sessionId });
}

/** The actor's live sessions with a researcher by start (epoch ms), from either side. */
async function ownSessions(
  ctx: Ctx,
  researcherId: string,
  range: { from: number; to: number },
): Promise<Map<number, string>> {
  const user = requireUser(ctx.actor);
  const rows = await ctx.db
    .select({ id: sessions.id, startsAt: sessions.startsAt })
    .from(sessions)
    .where(
      and(
        eq(sessions.researcherId, researcherId),
        user.researcherId === researcherId ? undefined : eq(sessions.readerId, user.id),
        inArray(sessions.state, [...LIVE_STATES, "completed"]),
        gte(sessions.startsAt, new Date(range.from)),
        lt(sessions.startsAt, new Date(range.to)),
      ),
    );
  return new Map(rows.map((row) => [row.startsAt.getTime(), row.id]));
}
