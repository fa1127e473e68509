import { z } from "zod";
import { PayoutAccountView } from "@/lib/payments/payouts/get-payout-account";
import { DeclineSession } from "@/lib/sessions/decline-session";
import { EarningView } from "@/lib/sessions/earnings/earning-view";
import { ListEarnings } from "@/lib/sessions/earnings/list-earnings";
import { ListBookings } from "@/lib/sessions/read-bookings";
import { BookingView } from "@/lib/sessions/session-view";
import { envelope, type Operation, page } from "../operation";

const ME = "/consulting/researchers/me";
const own = { tag: "Own bookings", audience: "researcher" } as const;

export const ownBookingOperations: readonly Operation[] = [
  {
    ...own,
    id: "listBookings",
    method: "get",
    path: `${ME}/sessions`,
    summary: "What readers have booked, newest first",
    query: ListBookings,
    answer: page(BookingView),
  },
  {
    ...own,
    id: "acceptBooking",
    method: "post",
    path: `${ME}/sessions/{session_id}/accept`,
    summary: "Accept a request",
    answer: envelope(BookingView),
    errors: ["ANSWER_DEADLINE_PASSED", "WRONG_STATE"],
  },
  {
    ...own,
    id: "declineBooking",
    method: "post",
    path: `${ME}/sessions/{session_id}/decline`,
    summary: "Decline a request",
    description: "The reader gets everything back, and sees the reason.",
    body: DeclineSession.omit({ sessionId: true }),
    bodyIsOptional: true,
    answer: envelope(BookingView),
    errors: ["WRONG_STATE"],
  },
  {
    ...own,
    id: "listEarnings",
    method: "get",
    path: `${ME}/earnings`,
    summary: "Earnings, session by session",
    description: "Latest first; gross = fee + net.",
    query: ListEarnings,
    answer: page(EarningView),
  },
  {
    ...own,
    id: "getPayoutAccount",
    method: "get",
    path: `${ME}/payout-account`,
    summary: "Whether one can be paid",
    answer: envelope(PayoutAccountView),
  },
  {
    ...own,
    id: "startOnboarding",
    method: "post",
    path: `${ME}/payout-account/onboarding`,
    summary: "Begin or continue Stripe's onboarding",
    description: "`url` is Stripe's page, good once and for a few minutes.",
    answer: envelope(z.object({ url: z.url() })),
    errors: ["PAYMENT_PROVIDER_UNAVAILABLE", "BUSY"],
  },
];
