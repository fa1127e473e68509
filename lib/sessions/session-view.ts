import { z } from "zod";
import { centsToDollars } from "@/lib/platform/money";
import { instant } from "@/lib/platform/time";
import type { Session } from "./states";

const nullableInstant = instant.nullable();

/** A session as the API shows it to one of its two parties. */
export const SessionView = z
  .object({
    id: z.guid(),
    user_id: z.guid(),
    researcher_id: z.guid(),
    researcher_name: z.string(),
    time_slot_id: z.string(),
    paper_id: z.guid().nullable(),
    paper_title: z.string().nullable(),
    questions: z.string().nullable(),
    start_time: instant,
    end_time: instant,
    status: z.enum(["scheduled", "completed", "canceled"]),
    payment_status: z.enum(["pending", "completed", "failed", "refunded"]),
    amount: z.number(),
    currency: z.string(),
    zoom_link: z.url().nullable(),
    hold_expires_at: nullableInstant,
    accepted_at: nullableInstant,
    cancel_reason: z.string().nullable(),
    created_at: instant,
    updated_at: instant,
  })
  .meta({ id: "Session" });

/** A session as its researcher's own list shows it: who asks, how it stands, until when to answer. */
export const BookingView = SessionView.extend({
  reader_name: z.string(),
  state: z.enum(["held", "expiring", "requested", "confirmed", "completed", "canceled"]),
  answer_by: nullableInstant,
}).meta({ id: "Booking" });

export type SessionDetail = Session & {
  researcherName: string;
  researcherSlug: string;
  researcherTimeZone: string;
  researcherUserId: string | null;
  readerName: string;
  readerTimeZone: string;
  paperTitle: string | null;
  joinUrl: string | null;
  paymentStatus: "pending" | "completed" | "failed" | "refunded";
};

/** The API's three statuses of the machine's six states. */
export function statusOf(state: Session["state"]): "scheduled" | "completed" | "canceled" {
  return state === "completed" || state === "canceled" ? state : "scheduled";
}

/** The JSON of a session, checked against the contract. */
export const viewSession = (session: SessionDetail): z.input<typeof SessionView> =>
  SessionView.encode(valuesOf(session));

/** The same for its researcher. */
export const viewBooking = (session: SessionDetail): z.input<typeof BookingView> =>
  BookingView.encode({
    ...valuesOf(session),
    reader_name: session.readerName,
    state: session.state,
    answer_by: session.state === "requested" ? session.answerBy : null,
  });

function valuesOf(session: SessionDetail): z.output<typeof SessionView> {
  return {
    id: session.id,
    user_id: session.readerId,
    researcher_id: session.researcherId,
    researcher_name: session.researcherName,
    time_slot_id: session.timeSlotId,
    paper_id: session.paperId,
    paper_title: session.paperTitle,
    questions: session.questions,
    start_time: session.startsAt,
    end_time: session.endsAt,
    status: statusOf(session.state),
    payment_status: session.paymentStatus,
    amount: centsToDollars(session.priceCents),
    currency: session.currency,
    zoom_link: session.state === "confirmed" ? session.joinUrl : null,
    hold_expires_at: session.state === "held" ? session.holdExpiresAt : null,
    accepted_at: session.acceptedAt,
    cancel_reason: session.state === "canceled" ? session.cancelReason : null,
    created_at: session.createdAt,
    updated_at: session.updatedAt,
  };
}
