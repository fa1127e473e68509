import { ownerContext } from "@/lib/api/context";
import { jsonBody, parseInput } from "@/lib/api/input";
import { otherMethods } from "@/lib/api/other-methods";
import { ok } from "@/lib/api/respond";
import { route } from "@/lib/api/route";
import { getOwnSchedule } from "@/lib/availability/get-own-schedule";
import { viewPreferences } from "@/lib/availability/own-schedule-view";
import { Preferences } from "@/lib/availability/schedule-input";
import { setPreferences } from "@/lib/availability/set-preferences";

export const GET = route(async (request) => {
  const own = await getOwnSchedule(await ownerContext(request));
  return ok("Preferences retrieved successfully", viewPreferences(own));
});

export const PATCH = route(async (request) => {
  const ctx = await ownerContext(request);
  await setPreferences(ctx, parseInput(Preferences, await jsonBody(request)));
  return ok("Preferences saved successfully", viewPreferences(await getOwnSchedule(ctx)));
});

export const { DELETE, POST, PUT } = otherMethods("GET", "PATCH");
