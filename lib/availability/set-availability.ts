import { eq } from "drizzle-orm";
import type { z } from "zod";
import type { Tx } from "@/db/client";
import { availabilityRules, researchers } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { changeSchedule } from "./change-schedule";
import type { WeeklyRule } from "./schedule";
import type { SetAvailability } from "./schedule-input";
import { mergePreferences } from "./set-preferences";

/** Replaces the usual week, and changes the zone and the preferences that are named. */
export async function setAvailability(
  ctx: Ctx,
  input: z.output<typeof SetAvailability>,
): Promise<void> {
  await changeSchedule(ctx, input.acknowledge, async (tx, before) => {
    const { researcherId } = before;
    if (input.availability) await replaceRules(tx, researcherId, input.availability);
    const changed = {
      ...(input.time_zone && { timeZone: input.time_zone, timeZoneAssumed: false }),
      ...(input.preferences && mergePreferences(before, input.preferences, "preferences.")),
    };
    if (Object.keys(changed).length === 0) return;
    await tx.update(researchers).set(changed).where(eq(researchers.id, researcherId));
  });
}

/** Writes the usual week; the caller holds the researcher's lock and brings the next free time up to date. */
export async function replaceRules(
  tx: Tx,
  researcherId: string,
  rules: WeeklyRule[],
): Promise<void> {
  await tx.delete(availabilityRules).where(eq(availabilityRules.researcherId, researcherId));
  if (rules.length === 0) return;
  await tx.insert(availabilityRules).values(rules.map((rule) => ({ ...rule, researcherId })));
}
