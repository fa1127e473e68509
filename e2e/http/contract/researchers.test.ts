import { beforeAll } from "vitest";
import { hold } from "../support/booking";
import { newReader } from "../support/people";
import {
  availability,
  directoryTotal,
  enveloped,
  listed,
  researcher,
  timeSlot,
  timeSlots,
} from "../support/shapes";
import { type Exchange, type Given, testExchanges } from "./exchange";
import { createJohnSmith, dateOf, freeMondays, type JohnSmith, readerOf } from "./john-smith";

let john: JohnSmith;
/** One of his days, with the second of its two times taken, and another that is free. */
let day: Record<string, string>;
let freeDate: string;
beforeAll(async () => {
  john = await createJohnSmith();
  const reader = await newReader();
  const [taken, free] = await freeMondays(reader.api, john);
  const [slot1, slot2] = taken;
  await hold(reader, slot2);
  day = { date: dateOf(slot1), slot1: slot1.id, slot2: slot2.id };
  freeDate = dateOf(free[0]);
});

const aReader = async (): Promise<Given> => readerOf(john);

/** Who has nothing to do with what is taken. */
async function aDay(): Promise<Given> {
  const { caller, values } = await readerOf(john);
  return { caller, values: { ...values, ...day } };
}

async function aFreeDay(): Promise<Given> {
  const { caller, values } = await readerOf(john);
  return { caller, values: { ...values, date: freeDate } };
}

const JOHN = {
  id: "{researcher_id}",
  name: "John Smith",
  email: "{email}",
  bio: "Professor of AI...",
  expertise: ["Machine Learning", "NLP"],
  achievements: ["Award 1", "Publication 2"],
  availability: {
    monday: ["09:00-10:00", "14:00-15:00"],
    tuesday: ["10:00-11:00", "15:00-16:00"],
  },
  rate: 150.0,
  verified: true,
  user_id: "{researcher_user_id}",
  created_at: "2023-06-01T12:00:00Z",
  updated_at: "2023-06-02T12:00:00Z",
};

const table: Exchange[] = [
  {
    section: "List researchers with pagination",
    method: "GET",
    path: "/api/v1/consulting/researchers?query={word}",
    short: "/api/researchers?query={word}",
    given: aReader,
    status: 200,
    shown: {
      success: true,
      message: "Researchers retrieved successfully",
      data: [JOHN],
      pagination: { limit: 20, next_cursor: null },
    },
    shape: listed(researcher, "Researchers retrieved successfully", directoryTotal),
  },
  {
    section: "Search researchers by name/expertise",
    method: "GET",
    path: "/api/v1/consulting/researchers/search?query=john%20smith%20{word}",
    short: "/api/researchers/search?query=nlp%20{word}",
    given: aReader,
    status: 200,
    shown: {
      success: true,
      message: "Researchers retrieved successfully",
      data: [JOHN],
      pagination: { limit: 20, next_cursor: null },
    },
    shape: listed(researcher, "Researchers retrieved successfully", directoryTotal),
  },
  {
    section: "Get Researcher by ID",
    method: "GET",
    path: "/api/v1/consulting/researchers/{researcher_id}",
    short: "/api/researchers/{researcher_id}",
    given: aReader,
    status: 200,
    shown: { success: true, message: "Researcher retrieved successfully", data: JOHN },
    shape: enveloped(researcher, "Researcher retrieved successfully"),
  },
  {
    section: "Get Researcher by Paper ID",
    method: "GET",
    path: "/api/v1/consulting/researchers/paper/{paper_id}",
    short: "/api/researchers/paper/{paper_id}",
    given: aReader,
    status: 200,
    shown: {
      success: true,
      message: "Researcher retrieved successfully",
      data: { ...JOHN, author: true },
    },
    shape: enveloped(researcher, "Researcher retrieved successfully"),
  },
  {
    section: "Time Slot Availability",
    method: "GET",
    path: "/api/v1/consulting/time-slots?researcher_id={researcher_id}&date={date}",
    short: "/api/time-slots?researcher_id={researcher_id}&date={date}",
    given: aDay,
    status: 200,
    shown: {
      time_slots: [
        {
          id: "{slot1}",
          researcher_id: "{researcher_id}",
          start_time: "2023-04-20T09:00:00Z",
          end_time: "2023-04-20T10:00:00Z",
          available: true,
        },
        {
          id: "{slot2}",
          researcher_id: "{researcher_id}",
          start_time: "2023-04-20T10:00:00Z",
          end_time: "2023-04-20T11:00:00Z",
          available: false,
        },
      ],
    },
    shape: timeSlots,
  },
  {
    section: "Get details of a specific time slot",
    method: "GET",
    path: "/api/v1/consulting/time-slots/{slot1}",
    short: "/api/time-slots/{slot1}",
    given: aDay,
    status: 200,
    shown: {
      success: true,
      message: "Time slot retrieved successfully",
      data: {
        id: "{slot1}",
        researcher_id: "{researcher_id}",
        start_time: "2023-04-20T09:00:00Z",
        end_time: "2023-04-20T10:00:00Z",
        available: true,
      },
    },
    shape: enveloped(timeSlot, "Time slot retrieved successfully"),
  },
  {
    section: "Get Researcher Availability",
    method: "GET",
    path: "/api/v1/consulting/researchers/{researcher_id}/availability?date={date}",
    short: "/api/researchers/{researcher_id}/availability?date={date}",
    given: aFreeDay,
    status: 200,
    shown: { availability: { "{date}": ["09:00-10:00", "14:00-15:00"] } },
    shape: availability,
  },
];

testExchanges(table);
