import { and, asc, count, eq, gt, gte, inArray, isNotNull, lt, or, type SQL } from "drizzle-orm";
import { z } from "zod";
import { sessions } from "@/db/schema";
import { requireResearcher, requireVerified } from "@/lib/auth/actor";
import type { Ctx } from "@/lib/platform/context";
import { ListSessions, pageOfSessions, type SessionList, selectDetail } from "./read-sessions";
import type { SessionDetail } from "./session-view";

export const ListBookings = ListSessions.extend({
  state: z
    .enum(["requested", "confirmed", "completed", "canceled"], {
      error: "must be requested, confirmed, completed or canceled",
    })
    .optional(),
});

/** What readers have booked with the actor and paid for, newest first; of one state, or all. */
export async function listBookings(
  ctx: Ctx,
  { state, ...input }: z.output<typeof ListBookings>,
): Promise<SessionList> {
  return pageOfSessions(ctx, and(ownBookings(ctx), state && eq(sessions.state, state)), input);
}

/** What of it is over, held or canceled. */
export async function listPastBookings(
  ctx: Ctx,
  input: z.output<typeof ListSessions>,
): Promise<SessionList> {
  const isOver = or(
    inArray(sessions.state, ["completed", "canceled"]),
    and(eq(sessions.state, "confirmed"), lt(sessions.endsAt, ctx.now)),
  );
  return pageOfSessions(ctx, and(ownBookings(ctx), isOver), input);
}

const TAKES_PLACE = ["requested", "confirmed", "completed"] as const;

/** The bookings that were not canceled and touch [from, to), soonest first. */
export async function listBookingsBetween(
  ctx: Ctx,
  { from, to }: { from: Date; to: Date },
): Promise<SessionDetail[]> {
  const during = and(gt(sessions.endsAt, from), lt(sessions.startsAt, to));
  return selectDetail(ctx.db)
    .where(and(ownBookings(ctx), inArray(sessions.state, [...TAKES_PLACE]), during))
    .orderBy(asc(sessions.startsAt));
}

/** How many sessions, booked or held, start in [from, to). */
export async function countBookings(
  ctx: Ctx,
  { from, to }: { from: Date; to: Date },
): Promise<number> {
  const [row] = await ctx.db
    .select({ count: count() })
    .from(sessions)
    .where(
      and(
        ownBookings(ctx),
        inArray(sessions.state, ["confirmed", "completed"]),
        gte(sessions.startsAt, from),
        lt(sessions.startsAt, to),
      ),
    );
  return row?.count ?? 0;
}

/** A researcher's bookings begin with the payment: what nobody has paid for is the reader's own affair. */
function ownBookings(ctx: Ctx): SQL | undefined {
  const { researcherId } = requireResearcher(requireVerified(ctx.actor));
  return and(eq(sessions.researcherId, researcherId), isNotNull(sessions.paidAt));
}
