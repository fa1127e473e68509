import { and, asc, eq, gt, gte } from "drizzle-orm";
import { timeOff, travel } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { requireOwner } from "./change-schedule";
import { type LoadedSchedule, loadSchedule } from "./load-schedule";
import { localDateOf } from "./schedule";
import type { TimeOffEntry } from "./set-time-off";
import type { TravelEntry } from "./set-travel";

/** A schedule with what its owner edits; of dates, time off and travel, only what is not over. */
export type OwnSchedule = LoadedSchedule & {
  /** The researcher's local date now, YYYY-MM-DD. */
  today: string;
  timeOff: TimeOffEntry[];
  travel: TravelEntry[];
};

export async function getOwnSchedule(ctx: Ctx): Promise<OwnSchedule> {
  const { researcherId } = requireOwner(ctx);
  const loaded = await loadSchedule(ctx.db, researcherId, ctx.now.getTime());
  const today = localDateOf(loaded.schedule, ctx.now.getTime());
  const [away, journeys] = await Promise.all([
    ctx.db
      .select()
      .from(timeOff)
      .where(and(eq(timeOff.researcherId, researcherId), gt(timeOff.endsAt, ctx.now)))
      .orderBy(asc(timeOff.startsAt), asc(timeOff.id)),
    ctx.db
      .select()
      .from(travel)
      .where(and(eq(travel.researcherId, researcherId), gte(travel.endsOn, today)))
      .orderBy(asc(travel.startsOn), asc(travel.id)),
  ]);
  const overrides = loaded.schedule.overrides
    .filter(({ date }) => date >= today)
    .sort((a, b) => (a.date < b.date ? -1 : 1));
  return {
    ...loaded,
    schedule: { ...loaded.schedule, overrides },
    today,
    timeOff: away,
    travel: journeys,
  };
}
