import { ownerContext } from "@/lib/api/context";
import { answerExternalCalendar } from "@/lib/api/external-calendar";
import { otherMethods } from "@/lib/api/other-methods";
import { route } from "@/lib/api/route";
import { readOwnCalendar } from "@/lib/calendars/read-external-calendar";

/** Reads the calendar now; whether that went well is in the answer. */
export const POST = route(async (request) => {
  const ctx = await ownerContext(request);
  await readOwnCalendar(ctx);
  return answerExternalCalendar(ctx, "Calendar looked at successfully");
});

export const { DELETE, GET, PATCH, PUT } = otherMethods("POST");
