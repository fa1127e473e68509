import { z } from "zod";
import { answerPageOf } from "@/lib/api/answer-page";
import { ownerContext } from "@/lib/api/context";
import { jsonBody, parseInput } from "@/lib/api/input";
import { otherMethods } from "@/lib/api/other-methods";
import { created } from "@/lib/api/respond";
import { route } from "@/lib/api/route";
import { getOwnSchedule } from "@/lib/availability/get-own-schedule";
import { viewTimeOff } from "@/lib/availability/own-schedule-view";
import { AddTimeOff } from "@/lib/availability/schedule-input";
import { addTimeOff } from "@/lib/availability/set-time-off";

export const GET = route(async (request) => {
  const { timeOff } = await getOwnSchedule(await ownerContext(request));
  return answerPageOf(request, {
    message: "Time off retrieved successfully",
    items: timeOff,
    view: viewTimeOff,
    keyOf: ({ startsAt, id }) => [startsAt.toISOString(), id],
    key: [z.iso.datetime(), z.guid()],
  });
});

export const POST = route(async (request) => {
  const ctx = await ownerContext(request);
  const entry = await addTimeOff(ctx, parseInput(AddTimeOff, await jsonBody(request)));
  return created("Time off added successfully", viewTimeOff(entry));
});

export const { DELETE, PATCH, PUT } = otherMethods("GET", "POST");
