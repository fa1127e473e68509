import { and, eq, gte, lte } from "drizzle-orm";
import type { z } from "zod";
import { travel } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { invalidInput, notFound } from "@/lib/platform/errors";
import { changeSchedule } from "./change-schedule";
import { requireNearDate } from "./require-near-date";
import type { Travel } from "./schedule";
import type { AddTravel } from "./schedule-input";

const MOST = 100;

export type TravelEntry = Travel & { id: string };

const columns = {
  id: travel.id,
  startsOn: travel.startsOn,
  endsOn: travel.endsOn,
  timeZone: travel.timeZone,
};

/** On these local dates, both included, the researcher's hours are read on the clock of another zone. */
export async function addTravel(ctx: Ctx, input: z.output<typeof AddTravel>): Promise<TravelEntry> {
  const { start_date: startsOn, end_date: endsOn, time_zone: timeZone, acknowledge } = input;
  return changeSchedule(ctx, acknowledge, async (tx, { researcherId, schedule }) => {
    requireNearDate(schedule, "end_date", endsOn, ctx.now);
    if (schedule.travel.length >= MOST)
      throw invalidInput("start_date", `is one too many: you have ${MOST} journeys already`);
    const [other] = await tx
      .select(columns)
      .from(travel)
      .where(
        and(
          eq(travel.researcherId, researcherId),
          lte(travel.startsOn, endsOn),
          gte(travel.endsOn, startsOn),
        ),
      );
    if (other)
      throw invalidInput(
        "start_date",
        `overlaps the journey of ${other.startsOn} to ${other.endsOn}`,
      );
    const [entry] = await tx
      .insert(travel)
      .values({ researcherId, startsOn, endsOn, timeZone })
      .returning(columns);
    if (!entry) throw new Error("travel was not stored");
    return entry;
  });
}

export async function deleteTravel(
  ctx: Ctx,
  input: { id: string; acknowledge: string[] },
): Promise<void> {
  await changeSchedule(ctx, input.acknowledge, async (tx, { researcherId }) => {
    const deleted = await tx
      .delete(travel)
      .where(and(eq(travel.researcherId, researcherId), eq(travel.id, input.id)))
      .returning({ id: travel.id });
    if (deleted.length === 0) throw notFound("Journey");
  });
}
