import { z } from "zod";
import {
  AvailabilitySettingsView,
  OverrideView,
  PreferencesView,
  TimeOffView,
  TravelView,
} from "@/lib/availability/own-schedule-view";
import { ConflictView } from "@/lib/availability/schedule-conflicts";
import {
  AddTimeOff,
  AddTravel,
  Preferences,
  SetAvailability,
  SetOverride,
} from "@/lib/availability/schedule-input";
import { pageParameters } from "@/lib/platform/cursor";
import { envelope, nothing, type Operation, page } from "../operation";

const ME = "/consulting/researchers/me";
const own = { tag: "Own hours", audience: "researcher" } as const;

const CONFLICT =
  "Bookings stay as they are. When some would lie outside the hours, nothing is saved and the answer lists them; name their ids in `acknowledge` to save all the same.";

/** For changes that come without a body. */
const Acknowledge = z.object({
  acknowledge: z.string().optional().describe("Ids of bookings that may lie outside, with commas"),
});

export const ownHoursOperations: readonly Operation[] = [
  {
    ...own,
    id: "getOwnAvailability",
    method: "get",
    path: `${ME}/availability`,
    summary: "Usual week, time zone and preferences",
    answer: envelope(AvailabilitySettingsView),
  },
  {
    ...own,
    id: "setOwnAvailability",
    method: "put",
    path: `${ME}/availability`,
    summary: "Set the usual week, time zone and preferences",
    description: CONFLICT,
    body: SetAvailability,
    answer: envelope(AvailabilitySettingsView),
    errors: ["SCHEDULE_CONFLICT"],
  },
  {
    ...own,
    id: "listConflicts",
    method: "post",
    path: `${ME}/availability/conflicts`,
    summary: "Which bookings a change would leave outside",
    description: "The body is that of `PUT availability`; nothing is saved.",
    body: SetAvailability,
    answer: envelope(z.array(ConflictView)),
  },
  {
    ...own,
    id: "getPreferences",
    method: "get",
    path: `${ME}/preferences`,
    summary: "How readers may book",
    answer: envelope(PreferencesView),
  },
  {
    ...own,
    id: "setPreferences",
    method: "patch",
    path: `${ME}/preferences`,
    summary: "Change how readers may book",
    body: Preferences,
    answer: envelope(PreferencesView),
  },
  {
    ...own,
    id: "listOverrides",
    method: "get",
    path: `${ME}/overrides`,
    summary: "Dates with hours of their own",
    query: z.object(pageParameters),
    answer: page(OverrideView),
  },
  {
    ...own,
    id: "setOverride",
    method: "put",
    path: `${ME}/overrides/{date}`,
    summary: "Give a date hours of its own",
    description: `No hours close the date. ${CONFLICT}`,
    body: SetOverride.omit({ date: true }),
    answer: envelope(OverrideView),
    errors: ["SCHEDULE_CONFLICT"],
  },
  {
    ...own,
    id: "deleteOverride",
    method: "delete",
    path: `${ME}/overrides/{date}`,
    summary: "Go back to the usual hours of a date",
    query: Acknowledge,
    answer: nothing,
    errors: ["SCHEDULE_CONFLICT"],
  },
  {
    ...own,
    id: "listTimeOff",
    method: "get",
    path: `${ME}/time-off`,
    summary: "Time off",
    query: z.object(pageParameters),
    answer: page(TimeOffView),
  },
  {
    ...own,
    id: "addTimeOff",
    method: "post",
    path: `${ME}/time-off`,
    summary: "Take time off",
    description: CONFLICT,
    body: AddTimeOff,
    status: 201,
    answer: envelope(TimeOffView),
    errors: ["SCHEDULE_CONFLICT"],
  },
  {
    ...own,
    id: "deleteTimeOff",
    method: "delete",
    path: `${ME}/time-off/{time_off_id}`,
    summary: "Take time off back",
    answer: nothing,
  },
  {
    ...own,
    id: "listTravel",
    method: "get",
    path: `${ME}/travel`,
    summary: "Dates spent in another time zone",
    query: z.object(pageParameters),
    answer: page(TravelView),
  },
  {
    ...own,
    id: "addTravel",
    method: "post",
    path: `${ME}/travel`,
    summary: "Keep hours in another time zone for some dates",
    description: CONFLICT,
    body: AddTravel,
    status: 201,
    answer: envelope(TravelView),
    errors: ["SCHEDULE_CONFLICT"],
  },
  {
    ...own,
    id: "deleteTravel",
    method: "delete",
    path: `${ME}/travel/{travel_id}`,
    summary: "Take travel back",
    query: Acknowledge,
    answer: nothing,
    errors: ["SCHEDULE_CONFLICT"],
  },
];
