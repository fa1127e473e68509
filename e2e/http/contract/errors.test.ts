import { beforeAll, expect, test } from "vitest";
import { stranger } from "../support/api";
import { freeSlot, hold } from "../support/booking";
import { newReader } from "../support/people";
import { failure } from "../support/shapes";
import { type Exchange, type Given, testExchanges } from "./exchange";
import { createJohnSmith, type JohnSmith, readerOf } from "./john-smith";

let john: JohnSmith;
beforeAll(async () => {
  john = await createJohnSmith();
});

const aReader = async (): Promise<Given> => readerOf(john);

const nobody = async (): Promise<Given> => ({ caller: stranger, values: {} });

/** Somebody else was quicker. */
async function aTakenTime(): Promise<Given> {
  const { caller, values } = await readerOf(john);
  const slot = await freeSlot(caller, john.researcherId);
  await hold(await newReader(), slot);
  return { caller, values: { ...values, slot_id: slot.id } };
}

/** Of somebody else. */
async function anothersSession(): Promise<Given> {
  const { caller, values } = await readerOf(john);
  const other = await newReader();
  const { id } = await hold(other, await freeSlot(caller, john.researcherId));
  return { caller, values: { ...values, session_id: id } };
}

/** The guide has two forms, `detail` and `error`; each failure is both. */
const refused = (code: string, message = "...") => ({
  detail: message,
  error: { code, message, details: {} },
});

const table: Exchange[] = [
  {
    section: "400: Bad Request - Invalid input",
    method: "POST",
    path: "/api/v1/consulting/sessions",
    short: "/api/sessions",
    given: aReader,
    body: { time_slot_id: 7 },
    status: 400,
    shown: {
      error: { code: "INVALID_INPUT", details: { fields: { time_slot_id: "..." } } },
    },
    shape: failure,
  },
  {
    section: "401: Unauthorized - Authentication required",
    method: "GET",
    path: "/api/v1/consulting/sessions",
    short: "/api/sessions",
    given: nobody,
    status: 401,
    shown: refused("UNAUTHENTICATED"),
    shape: failure,
  },
  {
    section: "403: Forbidden - Insufficient permissions",
    method: "POST",
    path: "/api/v1/consulting/researchers/collect",
    short: "/api/researchers/collect",
    given: aReader,
    body: { name: "John Smith", affiliation: "Stanford University", paper_title: "Any" },
    status: 403,
    shown: refused("FORBIDDEN"),
    shape: failure,
  },
  {
    section: "404: Not Found - Resource doesn't exist",
    method: "GET",
    path: "/api/v1/consulting/researchers/00000000-0000-4000-8000-000000000000",
    short: "/api/researchers/00000000-0000-4000-8000-000000000000",
    given: aReader,
    status: 404,
    shown: refused("NOT_FOUND", "Researcher not found"),
    shape: failure,
  },
  {
    section: "View/cancel their own sessions",
    method: "PATCH",
    path: "/api/v1/consulting/sessions/{session_id}/cancel",
    short: "/api/sessions/{session_id}/cancel",
    given: anothersSession,
    status: 404,
    shown: refused("NOT_FOUND", "Session not found"),
    shape: failure,
  },
  {
    section: "409: Conflict - Resource already booked/in use",
    method: "POST",
    path: "/api/v1/consulting/sessions",
    short: "/api/sessions",
    given: aTakenTime,
    body: { time_slot_id: "{slot_id}" },
    status: 409,
    shown: refused("SLOT_UNAVAILABLE", "This time slot is no longer available"),
    shape: failure,
  },
];

testExchanges(table);

test("500: Internal Server Error - Unexpected issues: documented for every operation", async () => {
  type Document = { paths: Record<string, Record<string, { responses: object }>> };
  const { body } = await stranger.get<Document>("/api/v1/openapi.json");
  const operations = Object.values(body.paths).flatMap((methods) => Object.values(methods));
  expect(operations.length).toBeGreaterThan(60);
  for (const { responses } of operations) expect(responses).toHaveProperty("500");
});
