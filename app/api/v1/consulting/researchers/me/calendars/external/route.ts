import { ownerContext } from "@/lib/api/context";
import { answerExternalCalendar } from "@/lib/api/external-calendar";
import { jsonBody, parseInput } from "@/lib/api/input";
import { otherMethods } from "@/lib/api/other-methods";
import { ok } from "@/lib/api/respond";
import { route } from "@/lib/api/route";
import { limitUser } from "@/lib/auth/limit-caller";
import {
  removeExternalCalendar,
  SetExternalCalendar,
  setExternalCalendar,
} from "@/lib/calendars/set-external-calendar";

export const GET = route(async (request) =>
  answerExternalCalendar(await ownerContext(request), "Calendar retrieved successfully"),
);

export const PUT = route(async (request) => {
  const ctx = await ownerContext(request);
  await limitUser(ctx, "calendar");
  await setExternalCalendar(ctx, parseInput(SetExternalCalendar, await jsonBody(request)));
  return answerExternalCalendar(ctx, "Calendar read successfully");
});

export const DELETE = route(async (request) => {
  await removeExternalCalendar(await ownerContext(request));
  return ok("Calendar removed successfully", null);
});

export const { PATCH, POST } = otherMethods("DELETE", "GET", "PUT");
