import { ownerContext } from "@/lib/api/context";
import { otherMethods } from "@/lib/api/other-methods";
import { ok } from "@/lib/api/respond";
import { route } from "@/lib/api/route";
import { getOwnSchedule } from "@/lib/availability/get-own-schedule";
import { viewOverride } from "@/lib/availability/own-schedule-view";

export const GET = route(async (request) => {
  const { schedule } = await getOwnSchedule(await ownerContext(request));
  return ok("Overrides retrieved successfully", schedule.overrides.map(viewOverride));
});

export const { DELETE, PATCH, POST, PUT } = otherMethods("GET");
