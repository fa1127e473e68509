import { beforeAll, expect } from "vitest";
import { z } from "zod";
import { type Envelope, readSession, type SessionBody } from "../support/api";
import { book, freeSlot, hold, openPayment, tryConfirm } from "../support/booking";
import { confirmCard } from "../support/sandbox";
import { enveloped, paymentIntent, session } from "../support/shapes";
import { waitFor } from "../support/wait-for";
import { type Exchange, type Given, testExchanges } from "./exchange";
import { asWritten, createJohnSmith, type JohnSmith, LONG_DAYS, readerOf } from "./john-smith";

/** Booked at once. */
let john: JohnSmith;
/** Answers each request. */
let careful: JohnSmith;
beforeAll(async () => {
  [john, careful] = await Promise.all([
    createJohnSmith({ availability: LONG_DAYS }),
    createJohnSmith({ preferences: { requires_acceptance: true } }),
  ]);
});

async function aFreeTime(whose = john) {
  const { reader, caller, values } = await readerOf(whose);
  const slot = await freeSlot(caller, whose.researcherId);
  const times = {
    slot_id: slot.id,
    start: asWritten(slot.start_time),
    end: asWritten(slot.end_time),
    start_answered: slot.start_time,
    end_answered: slot.end_time,
  };
  return { reader, slot, caller, values: { ...values, ...times } };
}

async function aHold(): Promise<Given & { intent: () => Promise<string> }> {
  const { reader, slot, caller, values } = await aFreeTime();
  const { id } = await hold(reader, slot);
  return {
    caller,
    values: { ...values, session_id: id },
    intent: () => openPayment(reader, id),
  };
}

/** The card has paid; nobody has said so. */
async function aPaidHold(): Promise<Given> {
  const { caller, values, intent } = await aHold();
  const paid = await intent();
  await confirmCard(paid, "pm_card_visa");
  return { caller, values: { ...values, intent_id: paid } };
}

/** Paid, and about the guide's paper. */
async function aBooking() {
  const { reader, caller, values } = await aFreeTime();
  const about = { time_slot_id: values.slot_id, paper_id: john.paperId };
  const { body } = await caller.post<Envelope<SessionBody>>("/sessions", about);
  const session = body.data;
  const intent = await openPayment(reader, session.id);
  await confirmCard(intent, "pm_card_visa");
  expect((await tryConfirm(reader, session.id, intent)).status).toBe(200);
  return { caller, values: { ...values, session_id: session.id } };
}

async function aBookingWithItsMeeting(): Promise<Given> {
  const booking = await aBooking();
  const { caller, values } = booking;
  await waitFor("the meeting", async () => {
    return (await readSession(caller, values.session_id)).zoom_link;
  });
  return booking;
}

async function aRequest(): Promise<Given> {
  const { reader, slot, values } = await aFreeTime(careful);
  const { session: asked } = await book(reader, slot);
  return { caller: careful.api, values: { ...values, session_id: asked.id } };
}

const CREATED = {
  id: "uuid",
  user_id: "{reader_id}",
  researcher_id: "{researcher_id}",
  paper_id: "{paper_id}",
  start_time: "{start_answered}",
  end_time: "{end_answered}",
  status: "scheduled",
  // The guide shows a link here; the meeting is made once the session is paid for.
  zoom_link: null,
  created_at: "2023-06-01T12:00:00Z",
  updated_at: "2023-06-01T12:00:00Z",
};

const BOOKED = {
  id: "{session_id}",
  user_id: "{reader_id}",
  researcher_id: "{researcher_id}",
  researcher_name: "John Smith",
  paper_id: "{paper_id}",
  paper_title: "Deep Learning Applications",
  start_time: "{start_answered}",
  end_time: "{end_answered}",
  status: "scheduled",
  zoom_link: "https://zoom.us/j/abcdefg",
  created_at: "2023-06-01T12:00:00Z",
  updated_at: "2023-06-01T12:00:00Z",
};

const table: Exchange[] = [
  {
    section: "Create a new booking",
    method: "POST",
    path: "/api/v1/consulting/sessions",
    short: "/api/sessions",
    given: aFreeTime,
    body: { time_slot_id: "{slot_id}", questions: " What of the tails? ", paper_id: "{paper_id}" },
    status: 201,
    shown: {
      success: true,
      message: "Session created successfully",
      data: {
        ...CREATED,
        time_slot_id: "{slot_id}",
        questions: "What of the tails?",
        payment_status: "pending",
      },
    },
    shape: enveloped(session, "Session created successfully"),
  },
  {
    section: "Create a new booking, without what is optional",
    method: "POST",
    path: "/api/v1/consulting/sessions",
    short: "/api/sessions",
    given: aFreeTime,
    body: { time_slot_id: "{slot_id}" },
    status: 201,
    shown: {
      success: true,
      message: "Session created successfully",
      data: { ...CREATED, paper_id: null, paper_title: null, questions: null },
    },
    shape: enveloped(session, "Session created successfully"),
  },
  {
    section: "Create Session",
    method: "POST",
    path: "/api/v1/consulting/sessions",
    short: "/api/sessions",
    given: aFreeTime,
    body: {
      researcher_id: "{researcher_id}",
      paper_id: "{paper_id}",
      start_time: "{start}",
      end_time: "{end}",
    },
    status: 201,
    shown: {
      success: true,
      message: "Session created successfully",
      data: { ...CREATED, time_slot_id: "{slot_id}" },
    },
    shape: enveloped(session, "Session created successfully"),
  },
  {
    section: "Get User Sessions",
    method: "GET",
    path: "/api/v1/consulting/sessions",
    short: "/api/sessions",
    given: aBookingWithItsMeeting,
    status: 200,
    shown: [BOOKED],
    shape: z.array(session),
  },
  {
    section: "Get Session Details",
    method: "GET",
    path: "/api/v1/consulting/sessions/{session_id}",
    short: "/api/sessions/{session_id}",
    given: aBookingWithItsMeeting,
    status: 200,
    shown: { ...BOOKED, payment_status: "completed", time_slot_id: "{slot_id}" },
    shape: session,
  },
  ...(["POST", "PATCH"] as const).map(
    (method): Exchange => ({
      section: "Cancel Session",
      method,
      path: "/api/v1/consulting/sessions/{session_id}/cancel",
      short: "/api/sessions/{session_id}/cancel",
      given: aBooking,
      status: 200,
      shown: {
        success: true,
        message: "Session canceled successfully",
        data: {
          id: "{session_id}",
          status: "canceled",
          updated_at: "2023-06-02T12:00:00Z",
          "...": "...",
        },
      },
      shape: enveloped(session, "Session canceled successfully"),
    }),
  ),
  {
    section: "Accept Session",
    method: "POST",
    path: "/api/v1/consulting/sessions/{session_id}/accept",
    short: "/api/sessions/{session_id}/accept",
    given: aRequest,
    status: 200,
    shown: {
      success: true,
      message: "Session accepted successfully",
      data: {
        id: "{session_id}",
        status: "scheduled",
        updated_at: "2023-06-02T12:00:00Z",
        "...": "...",
      },
    },
    shape: enveloped(session, "Session accepted successfully"),
  },
  {
    section: "Create payment intent for Stripe",
    method: "POST",
    path: "/api/v1/consulting/payments/intent",
    short: "/api/payment/intent",
    given: aHold,
    body: { session_id: "{session_id}" },
    status: 200,
    shown: { client_secret: "pi_abc123_secret_xyz456", amount: 150.0, type: "session" },
    shape: paymentIntent,
  },
  {
    section: "Create Payment Intent",
    method: "POST",
    path: "/api/v1/consulting/payments/intent",
    short: "/api/payment/intent",
    given: aHold,
    body: { type: "session", session_id: "{session_id}" },
    status: 200,
    shown: { client_secret: "pi_abc123_secret_xyz456", amount: 150.0, type: "session" },
    shape: paymentIntent,
  },
  {
    section: "Confirm payment completed",
    method: "POST",
    path: "/api/v1/consulting/payments/confirm",
    short: "/api/payment/confirm",
    given: aPaidHold,
    body: { session_id: "{session_id}", payment_intent_id: "{intent_id}" },
    status: 200,
    shown: {
      success: true,
      message: "Payment confirmed successfully",
      data: { id: "{session_id}", status: "scheduled", payment_status: "completed", "...": "..." },
    },
    shape: enveloped(session, "Payment confirmed successfully"),
  },
];

testExchanges(table);
