import { z } from "zod";
import {
  AvailabilityView,
  listAvailabilityQuery,
  TimeSlotView,
} from "@/lib/availability/slot-views";
import { pageParameters } from "@/lib/platform/cursor";
import { Text } from "@/lib/platform/text";
import { DirectoryQuery, FacetsView } from "@/lib/researchers/directory-query";
import { ResearcherView } from "@/lib/researchers/researcher-view";
import { ReviewView } from "@/lib/reviews/review-view";
import { ListTimeSlots } from "@/lib/sessions/list-time-slots";
import { envelope, type Operation, page } from "../operation";

const directory = page(ResearcherView, {
  total: z.int(),
  total_is_exact: z.boolean().describe("Totals beyond a thousand are not counted to the end"),
}).extend({ facets: FacetsView.optional().describe("With `facets=true`") });

export const researcherOperations: readonly Operation[] = [
  {
    id: "listResearchers",
    method: "get",
    path: "/consulting/researchers",
    tag: "Researchers",
    summary: "The directory",
    audience: "verified",
    query: DirectoryQuery.extend(pageParameters),
    conditional: true,
    answer: directory,
  },
  {
    id: "searchResearchers",
    method: "get",
    path: "/consulting/researchers/search",
    tag: "Researchers",
    summary: "Search by name, field, institution or paper",
    description: "Accents, order and small slips of the pen do not matter.",
    audience: "verified",
    query: DirectoryQuery.extend({
      ...pageParameters,
      query: Text.trim().min(1, "is missing").max(200),
    }),
    conditional: true,
    answer: directory,
  },
  {
    id: "getResearcher",
    method: "get",
    path: "/consulting/researchers/{researcher_id}",
    tag: "Researchers",
    summary: "One researcher",
    audience: "verified",
    conditional: true,
    answer: envelope(ResearcherView),
  },
  {
    id: "getResearcherByPaper",
    method: "get",
    path: "/consulting/researchers/paper/{paper_id}",
    tag: "Researchers",
    summary: "The primary researcher of a paper",
    audience: "verified",
    conditional: true,
    answer: envelope(ResearcherView),
  },
  {
    id: "getAvailability",
    method: "get",
    path: "/consulting/researchers/{researcher_id}/availability",
    tag: "Times",
    summary: "Free times by date",
    description:
      "Of one `date`, or of the next 14 days; on the clock of `timezone`, else on the researcher's.",
    audience: "user",
    query: listAvailabilityQuery,
    conditional: true,
    answer: AvailabilityView,
  },
  {
    id: "listTimeSlots",
    method: "get",
    path: "/consulting/time-slots",
    tag: "Times",
    summary: "All times of a date, also those that are taken",
    audience: "user",
    query: ListTimeSlots,
    conditional: true,
    answer: z.object({ time_slots: z.array(TimeSlotView) }),
    errors: ["NOT_FOUND"],
  },
  {
    id: "getTimeSlot",
    method: "get",
    path: "/consulting/time-slots/{slot_id}",
    tag: "Times",
    summary: "One time",
    audience: "user",
    query: listAvailabilityQuery.pick({ timezone: true }),
    conditional: true,
    answer: envelope(TimeSlotView),
  },
  {
    id: "listReviews",
    method: "get",
    path: "/consulting/researchers/{researcher_id}/reviews",
    tag: "Reviews",
    summary: "A researcher's reviews, newest first",
    audience: "verified",
    query: z.object(pageParameters),
    conditional: true,
    answer: page(ReviewView, { total: z.int() }),
  },
];
