/** The events that lead to mails, as the verbs write them to the outbox. */
import { eventType } from "inngest";
import { z } from "zod";
import { cancelReason } from "@/db/schema";

const session = { sessionId: z.string() };

export const sessionRequested = eventType("session/requested", { schema: z.object(session) });

export const sessionConfirmed = eventType("session/confirmed", {
  schema: z.object({ ...session, how: z.enum(["paid", "accepted", "late"]) }),
});

export const sessionRescheduled = eventType("session/rescheduled", {
  schema: z.object({ ...session, previousStartsAt: z.string() }),
});

export const sessionCanceled = eventType("session/canceled", {
  schema: z.object({ ...session, reason: z.enum(cancelReason.enumValues) }),
});

export const meetingReady = eventType("meeting/ready", { schema: z.object(session) });

export const meetingDelayed = eventType("meeting/delayed", { schema: z.object(session) });

export const paymentCompleted = eventType("payment/completed", {
  schema: z.object({ paymentId: z.string() }),
});

export const paymentLate = eventType("payment/late", {
  schema: z.object({ paymentId: z.string() }),
});

export const refundSucceeded = eventType("refund/succeeded", {
  schema: z.object({ refundId: z.string() }),
});

export const alertRaised = eventType("alert/raised", { schema: z.object({ alertId: z.string() }) });
