"use server";

import { revalidatePath } from "next/cache";
import { runAction } from "@/app/_actions/run-action";
import { runPosted } from "@/app/_actions/run-posted";
import type { Posted } from "@/components/forms/use-posted-form";
import { parseInput } from "@/lib/api/input";
import { pageContext } from "@/lib/auth/current-context";
import { limitUser } from "@/lib/auth/limit-caller";
import { endFeed, renewFeed } from "@/lib/calendars/own-feed";
import { readOwnCalendar } from "@/lib/calendars/read-external-calendar";
import {
  removeExternalCalendar,
  SetExternalCalendar,
  setExternalCalendar,
} from "@/lib/calendars/set-external-calendar";
import type { Ctx } from "@/lib/platform/context";

/** Does it, and shows the page anew: busy times change what the dashboard's other pages show too. */
async function change(work: (ctx: Ctx) => Promise<unknown>): Promise<object> {
  await work(await pageContext());
  revalidatePath("/dashboard", "layout");
  return {};
}

export const renewFeedAddress = async () => runAction(() => change(renewFeed));

export const endFeedAddress = async () => runAction(() => change(endFeed));

export async function nameCalendar(_previous: Posted | null, data: FormData) {
  return runPosted(data, () =>
    change(async (ctx) => {
      await limitUser(ctx, "calendar");
      await setExternalCalendar(ctx, parseInput(SetExternalCalendar, { url: data.get("url") }));
    }),
  );
}

export const readCalendarNow = async () => runAction(() => change(readOwnCalendar));

export const removeCalendar = async () => runAction(() => change(removeExternalCalendar));
