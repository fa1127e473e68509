import { z } from "zod";
import { answerPageOf } from "@/lib/api/answer-page";
import { ownerContext } from "@/lib/api/context";
import { jsonBody, parseInput } from "@/lib/api/input";
import { otherMethods } from "@/lib/api/other-methods";
import { created } from "@/lib/api/respond";
import { route } from "@/lib/api/route";
import { getOwnSchedule } from "@/lib/availability/get-own-schedule";
import { viewTravel } from "@/lib/availability/own-schedule-view";
import { AddTravel } from "@/lib/availability/schedule-input";
import { addTravel } from "@/lib/availability/set-travel";
import { localDate } from "@/lib/platform/time";

export const GET = route(async (request) => {
  const { travel } = await getOwnSchedule(await ownerContext(request));
  return answerPageOf(request, {
    message: "Travel retrieved successfully",
    items: travel,
    view: viewTravel,
    keyOf: ({ startsOn, id }) => [startsOn, id],
    key: [localDate, z.guid()],
  });
});

export const POST = route(async (request) => {
  const ctx = await ownerContext(request);
  const journey = await addTravel(ctx, parseInput(AddTravel, await jsonBody(request)));
  return created("Travel added successfully", viewTravel(journey));
});

export const { DELETE, PATCH, PUT } = otherMethods("GET", "POST");
