import { eq } from "drizzle-orm";
import type { z } from "zod";
import { researchers } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { invalidInput } from "@/lib/platform/errors";
import { changeSchedule } from "./change-schedule";
import type { LoadedSchedule } from "./load-schedule";
import type { BookingPreferences } from "./schedule";
import { MIN_NOTICE_BY_REQUEST_MINUTES, type Preferences, preferencesOf } from "./schedule-input";

/** Changes how readers may book; what is not named stays. */
export async function setPreferences(ctx: Ctx, input: z.output<typeof Preferences>): Promise<void> {
  // No preference closes hours, so that no booking can fall outside them.
  await changeSchedule(ctx, [], async (tx, before) => {
    await tx
      .update(researchers)
      .set(mergePreferences(before, input))
      .where(eq(researchers.id, before.researcherId));
  });
}

/**
 * The preferences after a change; `within` is where refusals find them in the request. Whoever answers each request needs a day to do so: asking for that
 * lifts a shorter notice to 24 hours, and a shorter one that is named beside it is refused.
 */
export function mergePreferences(
  before: Pick<LoadedSchedule, "requiresAcceptance" | "schedule">,
  input: z.output<typeof Preferences>,
  within = "",
): BookingPreferences & { requiresAcceptance: boolean } {
  const requiresAcceptance = input.requires_acceptance ?? before.requiresAcceptance;
  const merged = { ...before.schedule.preferences, ...preferencesOf(input), requiresAcceptance };
  const isShort = merged.minimumNoticeMinutes < MIN_NOTICE_BY_REQUEST_MINUTES;
  if (requiresAcceptance && isShort) {
    if (input.minimum_notice_minutes !== undefined) {
      throw invalidInput(
        `${within}minimum_notice_minutes`,
        "must be at least 1440 minutes (24 hours) while you accept each request yourself",
      );
    }
    merged.minimumNoticeMinutes = MIN_NOTICE_BY_REQUEST_MINUTES;
  }
  if (merged.minimumNoticeMinutes >= merged.windowDays * 1440) {
    const field = input.window_days === undefined ? "minimum_notice_minutes" : "window_days";
    throw invalidInput(
      `${within}${field}`,
      "must leave time between the notice and the end of the booking window",
    );
  }
  return merged;
}
