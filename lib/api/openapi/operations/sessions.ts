import { z } from "zod";
import { ConfirmPayment } from "@/lib/sessions/confirm-payment";
import { HoldSession } from "@/lib/sessions/hold-input";
import { ListSessions } from "@/lib/sessions/read-sessions";
import { RescheduleSession } from "@/lib/sessions/reschedule-session";
import { SessionView } from "@/lib/sessions/session-view";
import { envelope, type Operation } from "../operation";

export const sessionOperations: readonly Operation[] = [
  {
    id: "createSession",
    method: "post",
    path: "/consulting/sessions",
    tag: "Sessions",
    summary: "Hold a time for a quarter of an hour",
    description:
      "Either by `time_slot_id`, or by `researcher_id`, `start_time` and `end_time`. The price is fixed now. Pay until `hold_expires_at` (15 minutes, or the start where that is sooner) with `POST /consulting/payments/intent`; until then nobody else can have the time. Holding one's own held time again returns that hold. When the time is taken, `error.details.alternatives` are the nearest that are free.",
    audience: "user",
    body: HoldSession,
    bodyExample: {
      researcher_id: "7f9c24e5-1b2a-4c3d-8e4f-5a6b7c8d9e0f",
      start_time: "2026-06-10T14:00:00Z",
      end_time: "2026-06-10T15:00:00Z",
      questions: "How did you choose the prior?",
    },
    status: 201,
    answer: envelope(SessionView),
    errors: [
      "NOT_FOUND",
      "SLOT_UNAVAILABLE",
      "READER_BUSY",
      "TOO_MANY_HOLDS",
      "OWN_PROFILE",
      "NOT_BOOKABLE",
      "NO_MEETING_HOST",
    ],
  },
  {
    id: "listSessions",
    method: "get",
    path: "/consulting/sessions",
    tag: "Sessions",
    summary: "One's own bookings, newest first",
    description: "The next page's address stands in the `Link` header.",
    audience: "verified",
    query: ListSessions,
    answer: z.array(SessionView),
  },
  {
    id: "getSession",
    method: "get",
    path: "/consulting/sessions/{session_id}",
    tag: "Sessions",
    summary: "One session",
    description: "For its two parties. `zoom_link` is null until the meeting is made.",
    audience: "user",
    answer: SessionView,
  },
  ...(["post", "patch"] as const).map(
    (method): Operation => ({
      id: method === "post" ? "cancelSession" : "cancelSessionByPatch",
      method,
      path: "/consulting/sessions/{session_id}/cancel",
      tag: "Sessions",
      summary: method === "post" ? "Cancel a session" : "Cancel a session (the same as POST)",
      description:
        "Its reader until 24 hours before the start, its researcher until the start; all of the price goes back. A hold is let go, a request withdrawn.",
      audience: "user",
      answer: envelope(SessionView),
      errors: ["CANCELLATION_WINDOW_CLOSED", "WRONG_STATE"],
    }),
  ),
  {
    id: "acceptSession",
    method: "post",
    path: "/consulting/sessions/{session_id}/accept",
    tag: "Sessions",
    summary: "Accept a request",
    description: "For its researcher, until `answer_by`.",
    audience: "user",
    answer: envelope(SessionView),
    errors: ["FORBIDDEN", "ANSWER_DEADLINE_PASSED", "WRONG_STATE"],
  },
  {
    id: "rescheduleSession",
    method: "post",
    path: "/consulting/sessions/{session_id}/reschedule",
    tag: "Sessions",
    summary: "Move a session to another time",
    description:
      "The same researcher, length and price; payment and meeting link stay. Until 24 hours before the start.",
    audience: "user",
    body: RescheduleSession,
    bodyExample: { start_time: "2026-06-11T09:00:00Z" },
    answer: envelope(SessionView),
    errors: [
      "FORBIDDEN",
      "SLOT_UNAVAILABLE",
      "READER_BUSY",
      "NO_MEETING_HOST",
      "CANCELLATION_WINDOW_CLOSED",
      "WRONG_STATE",
    ],
  },
  {
    id: "confirmPayment",
    method: "post",
    path: "/consulting/payments/confirm",
    tag: "Sessions",
    summary: "Say that a session was paid",
    description:
      "Looks at Stripe and settles the session at once; without it, Stripe's webhook does the same a moment later.",
    audience: "user",
    body: ConfirmPayment,
    answer: envelope(SessionView),
    errors: [
      "FORBIDDEN",
      "NOT_FOUND",
      "PAYMENT_REQUIRED",
      "PAYMENT_MISMATCH",
      "HOLD_EXPIRED",
      "PAYMENT_PROVIDER_UNAVAILABLE",
    ],
  },
];
