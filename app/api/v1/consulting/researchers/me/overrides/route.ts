import { answerPageOf } from "@/lib/api/answer-page";
import { ownerContext } from "@/lib/api/context";
import { otherMethods } from "@/lib/api/other-methods";
import { route } from "@/lib/api/route";
import { getOwnSchedule } from "@/lib/availability/get-own-schedule";
import { viewOverride } from "@/lib/availability/own-schedule-view";
import { localDate } from "@/lib/platform/time";

export const GET = route(async (request) => {
  const { schedule } = await getOwnSchedule(await ownerContext(request));
  return answerPageOf(request, {
    message: "Overrides retrieved successfully",
    items: schedule.overrides,
    view: viewOverride,
    keyOf: ({ date }) => [date],
    key: [localDate],
  });
});

export const { DELETE, PATCH, POST, PUT } = otherMethods("GET");
