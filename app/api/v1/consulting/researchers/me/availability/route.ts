import { ownerContext } from "@/lib/api/context";
import { jsonBody, parseInput } from "@/lib/api/input";
import { otherMethods } from "@/lib/api/other-methods";
import { ok } from "@/lib/api/respond";
import { route } from "@/lib/api/route";
import { getOwnSchedule } from "@/lib/availability/get-own-schedule";
import { viewAvailabilitySettings } from "@/lib/availability/own-schedule-view";
import { SetAvailability } from "@/lib/availability/schedule-input";
import { setAvailability } from "@/lib/availability/set-availability";

export const GET = route(async (request) => {
  const ctx = await ownerContext(request);
  const own = await getOwnSchedule(ctx);
  return ok("Availability retrieved successfully", viewAvailabilitySettings(own));
});

export const PUT = route(async (request) => {
  const ctx = await ownerContext(request);
  await setAvailability(ctx, parseInput(SetAvailability, await jsonBody(request)));
  const own = await getOwnSchedule(ctx);
  return ok("Availability saved successfully", viewAvailabilitySettings(own));
});

export const { DELETE, PATCH, POST } = otherMethods("GET", "PUT");
