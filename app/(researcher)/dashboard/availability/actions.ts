"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { runAction } from "@/app/_actions/run-action";
import type { ActionResult } from "@/components/forms/action-result";
import { parseInput } from "@/lib/api/input";
import { pageContext } from "@/lib/auth/current-context";
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
import type { Ctx } from "@/lib/platform/context";
import { timeZone } from "@/lib/platform/time";
import { nameConflicts, readPreview } from "./read-preview";

const Id = z.object({ id: z.guid() });

/** Runs a change of the schedule and shows it; conflicts come back with the readers' names. */
async function change(work: (ctx: Ctx) => Promise<unknown>): Promise<ActionResult> {
  const ctx = await pageContext();
  const result = await runAction(async () => {
    await work(ctx);
    revalidatePath("/dashboard", "layout");
    return {};
  });
  return result.ok ? result : nameConflicts(ctx, result);
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

export async function saveOverride(values: unknown) {
  return change((ctx) => setOverride(ctx, parseInput(SetOverride, values)));
}

const OverrideDate = SetOverride.omit({ hours: true });

export async function removeOverride(values: unknown) {
  return change((ctx) => deleteOverride(ctx, parseInput(OverrideDate, values)));
}

export async function saveTimeOff(values: unknown) {
  return change((ctx) => addTimeOff(ctx, parseInput(AddTimeOff, values)));
}

export async function removeTimeOff(values: unknown) {
  return change((ctx) => deleteTimeOff(ctx, parseInput(Id, values)));
}

export async function saveTravel(values: unknown) {
  return change((ctx) => addTravel(ctx, parseInput(AddTravel, values)));
}

const TravelId = Id.extend({ acknowledge: SetOverride.shape.acknowledge });

export async function removeTravel(values: unknown) {
  return change((ctx) => deleteTravel(ctx, parseInput(TravelId, values)));
}
