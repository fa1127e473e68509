/** Every event that verbs write to the outbox and jobs wait for. Ids only: no names, addresses or secrets. */
import { eventType } from "inngest";
import { z } from "zod";
import { cancelReason } from "@/db/schema";

const ofSession = { sessionId: z.string() };
const ofCollection = { jobId: z.string(), run: z.number() };

const schemas = {
  "session/held": z.object({ ...ofSession, holdExpiresAt: z.string() }),
  "session/requested": z.object(ofSession),
  "session/confirmed": z.object({ ...ofSession, how: z.enum(["paid", "accepted", "late"]) }),
  "session/rescheduled": z.object({ ...ofSession, previousStartsAt: z.string() }),
  "session/canceled": z.object({
    ...ofSession,
    reason: z.enum(cancelReason.enumValues),
    by: z.enum(["reader", "researcher", "system"]),
  }),
  "session/completed": z.object(ofSession),
  "review/due": z.object(ofSession),
  "review/written": z.object(ofSession),
  "review/replied": z.object(ofSession),
  "report/filed": z.object({ reportId: z.string(), ...ofSession }),
  "report/contested": z.object({ reportId: z.string(), ...ofSession }),
  "report/decided": z.object({ reportId: z.string(), ...ofSession }),
  "meeting/ready": z.object(ofSession),
  "meeting/delayed": z.object(ofSession),
  "meeting/abandoned": z.object({
    ...ofSession,
    zoomMeetingId: z.string().nullable(),
    hostEmail: z.string(),
  }),
  "payment/completed": z.object({ paymentId: z.string(), ...ofSession }),
  "payment/late": z.object({ paymentId: z.string(), ...ofSession }),
  "payments/reconcile-requested": z.object({ since: z.iso.datetime({ offset: true }).optional() }),
  "refund/due": z.object({ refundId: z.string() }),
  "refund/succeeded": z.object({ refundId: z.string() }),
  "payout/paid": z.object({ payoutId: z.string() }),
  "payout/reversal-due": z.object({ payoutId: z.string() }),
  "payout/reversed": z.object({ payoutId: z.string() }),
  "payout-account/ready": z.object({ researcherId: z.string() }),
  "membership/started": z.object({ subscriptionId: z.string() }),
  "membership/payment-failed": z.object({ subscriptionId: z.string(), invoiceId: z.string() }),
  "membership/ended": z.object({ subscriptionId: z.string() }),
  "calendar/read-due": z.object({ calendarId: z.string() }),
  "calendar/failing": z.object({ calendarId: z.string() }),
  "outreach/invited": z.object({ invitationId: z.string() }),
  "outreach/accepted": z.object({ requestId: z.string() }),
  "collection/researcher-requested": z.object(ofCollection),
  "collection/institution-requested": z.object(ofCollection),
  "researcher/registered": z.object({ researcherId: z.string() }),
  "profile-request/asked": z.object({ requestId: z.string() }),
  "profile-request/decided": z.object({ requestId: z.string() }),
  "verification/address-claimed": z.object({ claimId: z.uuid() }),
  "account/deleted": z.object({ userId: z.uuid() }),
  "alert/raised": z.object({ alertId: z.string() }),
  "auth/orcid-connected": z.object({ userId: z.uuid(), orcid: z.string() }),
  "auth/mail-requested": z.object({
    userId: z.uuid(),
    purpose: z.enum([
      "verify_email",
      "set_password",
      "reset_password",
      "account_exists",
      "delete_account",
    ]),
    returnTo: z.string().nullable(),
  }),
} as const;

export type EventName = keyof typeof schemas;
export type EventData<N extends EventName> = z.infer<(typeof schemas)[N]>;

export const isEventName = (name: string): name is EventName => Object.hasOwn(schemas, name);

/** Whether an event of some release is one that the jobs of this one know. */
export const isKnownEvent = (name: string, data: unknown): name is EventName =>
  isEventName(name) && schemas[name].safeParse(data).success;

// The same events as the triggers of Inngest functions.
export const sessionHeld = eventType("session/held", { schema: schemas["session/held"] });
export const sessionRequested = eventType("session/requested", {
  schema: schemas["session/requested"],
});
export const sessionConfirmed = eventType("session/confirmed", {
  schema: schemas["session/confirmed"],
});
export const sessionRescheduled = eventType("session/rescheduled", {
  schema: schemas["session/rescheduled"],
});
export const sessionCanceled = eventType("session/canceled", {
  schema: schemas["session/canceled"],
});
export const reviewDue = eventType("review/due", { schema: schemas["review/due"] });
export const reviewWritten = eventType("review/written", { schema: schemas["review/written"] });
export const reviewReplied = eventType("review/replied", { schema: schemas["review/replied"] });
export const reportFiled = eventType("report/filed", { schema: schemas["report/filed"] });
export const reportContested = eventType("report/contested", {
  schema: schemas["report/contested"],
});
export const reportDecided = eventType("report/decided", { schema: schemas["report/decided"] });
export const meetingReady = eventType("meeting/ready", { schema: schemas["meeting/ready"] });
export const meetingDelayed = eventType("meeting/delayed", { schema: schemas["meeting/delayed"] });
export const meetingAbandoned = eventType("meeting/abandoned", {
  schema: schemas["meeting/abandoned"],
});
export const paymentCompleted = eventType("payment/completed", {
  schema: schemas["payment/completed"],
});
export const paymentLate = eventType("payment/late", { schema: schemas["payment/late"] });
export const reconcileRequested = eventType("payments/reconcile-requested", {
  schema: schemas["payments/reconcile-requested"],
});
export const refundDue = eventType("refund/due", { schema: schemas["refund/due"] });
export const refundSucceeded = eventType("refund/succeeded", {
  schema: schemas["refund/succeeded"],
});
export const payoutPaid = eventType("payout/paid", { schema: schemas["payout/paid"] });
export const payoutReversalDue = eventType("payout/reversal-due", {
  schema: schemas["payout/reversal-due"],
});
export const payoutReversed = eventType("payout/reversed", { schema: schemas["payout/reversed"] });
export const payoutAccountReady = eventType("payout-account/ready", {
  schema: schemas["payout-account/ready"],
});
export const membershipStarted = eventType("membership/started", {
  schema: schemas["membership/started"],
});
export const membershipPaymentFailed = eventType("membership/payment-failed", {
  schema: schemas["membership/payment-failed"],
});
export const membershipEnded = eventType("membership/ended", {
  schema: schemas["membership/ended"],
});
export const calendarReadDue = eventType("calendar/read-due", {
  schema: schemas["calendar/read-due"],
});
export const calendarFailing = eventType("calendar/failing", {
  schema: schemas["calendar/failing"],
});
export const outreachInvited = eventType("outreach/invited", {
  schema: schemas["outreach/invited"],
});
export const outreachAccepted = eventType("outreach/accepted", {
  schema: schemas["outreach/accepted"],
});
export const researcherCollectionRequested = eventType("collection/researcher-requested", {
  schema: schemas["collection/researcher-requested"],
});
export const institutionCollectionRequested = eventType("collection/institution-requested", {
  schema: schemas["collection/institution-requested"],
});
export const researcherRegistered = eventType("researcher/registered", {
  schema: schemas["researcher/registered"],
});
export const profileRequestAsked = eventType("profile-request/asked", {
  schema: schemas["profile-request/asked"],
});
export const profileRequestDecided = eventType("profile-request/decided", {
  schema: schemas["profile-request/decided"],
});
export const addressClaimed = eventType("verification/address-claimed", {
  schema: schemas["verification/address-claimed"],
});
export const accountDeleted = eventType("account/deleted", { schema: schemas["account/deleted"] });
export const alertRaised = eventType("alert/raised", { schema: schemas["alert/raised"] });
export const orcidConnected = eventType("auth/orcid-connected", {
  schema: schemas["auth/orcid-connected"],
});
export const mailRequested = eventType("auth/mail-requested", {
  schema: schemas["auth/mail-requested"],
});
