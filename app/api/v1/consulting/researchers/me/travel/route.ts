import { ownerContext } from "@/lib/api/context";
import { jsonBody, parseInput } from "@/lib/api/input";
import { otherMethods } from "@/lib/api/other-methods";
import { created, ok } from "@/lib/api/respond";
import { route } from "@/lib/api/route";
import { getOwnSchedule } from "@/lib/availability/get-own-schedule";
import { viewTravel } from "@/lib/availability/own-schedule-view";
import { AddTravel } from "@/lib/availability/schedule-input";
import { addTravel } from "@/lib/availability/set-travel";

export const GET = route(async (request) => {
  const { travel } = await getOwnSchedule(await ownerContext(request));
  return ok("Travel retrieved successfully", travel.map(viewTravel));
});

export const POST = route(async (request) => {
  const ctx = await ownerContext(request);
  const journey = await addTravel(ctx, parseInput(AddTravel, await jsonBody(request)));
  return created("Travel added successfully", viewTravel(journey));
});

export const { DELETE, PATCH, PUT } = otherMethods("GET", "POST");
