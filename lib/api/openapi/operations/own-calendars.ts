import { z } from "zod";
import { ExternalCalendarView } from "@/lib/calendars/get-external-calendar";
import { FeedView } from "@/lib/calendars/own-feed";
import { SetExternalCalendar } from "@/lib/calendars/set-external-calendar";
import { envelope, nothing, type Operation } from "../operation";

const CALENDARS = "/consulting/researchers/me/calendars";
const own = { tag: "Own calendars", audience: "researcher" } as const;

export const ownCalendarOperations: readonly Operation[] = [
  {
    ...own,
    id: "getFeed",
    method: "get",
    path: `${CALENDARS}/feed`,
    summary: "The address of the feed of one's bookings",
    answer: envelope(FeedView.nullable()),
  },
  {
    ...own,
    id: "renewFeed",
    method: "post",
    path: `${CALENDARS}/feed`,
    summary: "Make a new address",
    description: "The one before ends at once.",
    status: 201,
    answer: envelope(FeedView),
  },
  {
    ...own,
    id: "endFeed",
    method: "delete",
    path: `${CALENDARS}/feed`,
    summary: "End the feed",
    answer: nothing,
    errors: ["NOT_FOUND"],
  },
  {
    ...own,
    id: "getExternalCalendar",
    method: "get",
    path: `${CALENDARS}/external`,
    summary: "The calendar that keeps one busy",
    answer: envelope(ExternalCalendarView.nullable()),
  },
  {
    ...own,
    id: "setExternalCalendar",
    method: "put",
    path: `${CALENDARS}/external`,
    summary: "Name a calendar that keeps one busy",
    description: "It is read at once; one that cannot be read is refused, and nothing changes.",
    body: SetExternalCalendar,
    answer: envelope(ExternalCalendarView),
  },
  {
    ...own,
    id: "removeExternalCalendar",
    method: "delete",
    path: `${CALENDARS}/external`,
    summary: "Be busy by it no longer",
    answer: nothing,
    errors: ["NOT_FOUND"],
  },
  {
    ...own,
    id: "readExternalCalendar",
    method: "post",
    path: `${CALENDARS}/external/read`,
    summary: "Read the calendar now",
    answer: envelope(ExternalCalendarView),
    errors: ["NOT_FOUND"],
  },
  {
    id: "readFeed",
    method: "get",
    path: "/calendars/{file}",
    tag: "Own calendars",
    audience: "signed",
    summary: "A feed of bookings, for calendars that subscribe",
    description: "The address holds its secret.",
    answer: z.string(),
    answerType: "text/calendar",
  },
];
