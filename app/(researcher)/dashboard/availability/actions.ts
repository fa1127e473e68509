"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { runAction } from "@/app/_actions/run-action";
import type { DateChange } from "@/components/availability/editor/dates-editor";
import type { TimeOffInput } from "@/components/availability/editor/time-off-editor";
import type { ActionResult } from "@/components/forms/action-result";
import { parseInput } from "@/lib/api/input";
import { pageContext } from "@/lib/auth/current-context";
import { getOwnSchedule } from "@/lib/availability/get-own-schedule";
import {
  AddTimeOff,
  AddTravel,
  SetAvailability,
  SetOverride,
} from "@/lib/availability/schedule-input";
import { setAvailability } from "@/lib/availability/set-availability";
import { deleteOverride, setOverride } from "@/lib/availability/set-override";
import { addTimeOff, deleteTimeOff } from "@/lib/availability/set-time-off";
import { addTravel, deleteTravel } from "@/lib/availability/set-travel";
import { instantOf } from "@/lib/availability/wall-time";
import type { Ctx } from "@/lib/platform/context";
import { Text } from "@/lib/platform/text";
import { localDate, timeZone } from "@/lib/platform/time";
import { nameConflicts, readPreview } from "./read-preview";

const Id = z.object({ id: z.guid() });
const WALL_TIME = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})/;
/** What a field of a date and a time gives, which is nothing while one of them is missing. */
const WallTime = Text.refine(
  (text) => localDate.safeParse(WALL_TIME.exec(text)?.[1]).success,
  "is missing: choose a date and a time",
);
const WallTimes = z.object({
  start_time: WallTime,
  end_time: WallTime,
  note: Text,
  acknowledge: SetOverride.shape.acknowledge,
});

/** Runs a change of the schedule and shows it; conflicts come back with the readers' names. */
async function change(work: (ctx: Ctx) => Promise<unknown>): Promise<ActionResult> {
  const result = await runAction(async () => {
    await work(await pageContext());
    revalidatePath("/dashboard", "layout");
    return {};
  });
  return result.ok ? result : nameConflicts(await pageContext(), result);
}

export async function saveAvailability(values: unknown) {
  return change((ctx) => setAvailability(ctx, parseInput(SetAvailability, values)));
}

export async function previewAvailability(values: unknown, readerZone: string) {
  return runAction(async () => {
    const draft = parseInput(SetAvailability, values);
    const zone = parseInput(timeZone, readerZone);
    return { preview: await readPreview(await pageContext(), draft, zone) };
  });
}

const RemoveOverride = SetOverride.omit({ hours: true });

/** Gives a date hours of its own, or with `hours: null` the usual ones back. */
export async function changeDate(values: DateChange & { acknowledge: string[] }) {
  return change((ctx) =>
    values?.hours === null
      ? deleteOverride(ctx, parseInput(RemoveOverride, values))
      : setOverride(ctx, parseInput(SetOverride, values)),
  );
}

/** Time off as a form gives it: wall-clock times, read on the researcher's clock of that date. */
export async function saveTimeOff(values: TimeOffInput & { acknowledge: string[] }) {
  return change(async (ctx) => {
    const { schedule } = await getOwnSchedule(ctx);
    const { start_time, end_time, ...rest } = parseInput(WallTimes, values);
    const read = (text: string) => {
      const [, date = "", hours, minutes] = WALL_TIME.exec(text) ?? [];
      return instantOf(schedule, date, Number(hours) * 60 + Number(minutes)).toISOString();
    };
    const times = { start_time: read(start_time), end_time: read(end_time) };
    await addTimeOff(ctx, parseInput(AddTimeOff, { ...times, ...rest }));
  });
}

export async function removeTimeOff(values: unknown) {
  return change((ctx) => deleteTimeOff(ctx, parseInput(Id, values)));
}

const ChosenDate = Text.min(1, "is missing: choose a date");
const ChosenDates = z.looseObject({ start_date: ChosenDate, end_date: ChosenDate });

export async function saveTravel(values: unknown) {
  return change((ctx) => addTravel(ctx, parseInput(AddTravel, parseInput(ChosenDates, values))));
}

const TravelId = Id.extend({ acknowledge: SetOverride.shape.acknowledge });

export async function removeTravel(values: unknown) {
  return change((ctx) => deleteTravel(ctx, parseInput(TravelId, values)));
}
