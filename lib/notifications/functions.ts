import { systemContext } from "@/lib/platform/context";
import {
  addressClaimed,
  alertRaised,
  calendarFailing,
  mailRequested,
  meetingDelayed,
  meetingReady,
  orcidConnected,
  paymentCompleted,
  paymentLate,
  refundSucceeded,
  reviewDue,
  reviewReplied,
  reviewWritten,
  sessionCanceled,
  sessionConfirmed,
  sessionRequested,
  sessionRescheduled,
} from "@/lib/platform/events";
import { EVERY_MINUTE, inngest } from "@/lib/platform/inngest";
import { alertJobFailure } from "@/lib/platform/job";
import { afterSessionFunctions } from "./after-session-functions";
import { sendCalendarFailing } from "./calendar-failing";
import { sendCancellation } from "./cancellations";
import { sendInvitation } from "./invitations";
import { membershipMailFunctions } from "./membership-functions";
import { sendLateKept, sendLatePayment, sendReceipt, sendRefundIssued } from "./money-mails";
import { outreachFunctions } from "./outreach-functions";
import { registrationMailFunctions } from "./registration-functions";
import { planReminders, sendDueReminders } from "./reminders";
import { sendRequestMail } from "./requests";
import { sendReviewReceived, sendReviewReplied, sendReviewRequest } from "./reviews";
import { sendAccountMail } from "./send-account-mail";
import { sendAddressClaim } from "./send-address-claim";
import { sendAlert } from "./send-alert";
import { sendAlertDigest } from "./send-alert-digest";
import { sendMeetingDelayed } from "./send-meeting-delayed";
import { sendOrcidConnected } from "./send-orcid-connected";
import { audiences } from "./send-to-party";

const retries = 8;

const onFailure = alertJobFailure;

const mailRequests = inngest.createFunction(
  { id: "mail-requests", retries, triggers: [sessionRequested], onFailure },
  async ({ event, step }) => {
    const { sessionId } = event.data;
    // Side by side, so that one recipient's failing mailbox does not keep the other waiting.
    await Promise.all(
      audiences.map((audience) =>
        step.run(audience, () => sendRequestMail(systemContext(), { sessionId, audience })),
      ),
    );
  },
);

const mailInvitations = inngest.createFunction(
  { id: "mail-invitations", retries, triggers: [meetingReady], onFailure },
  async ({ event, step }) => {
    const { sessionId } = event.data;
    await Promise.all(
      audiences.map((audience) =>
        step.run(audience, () => sendInvitation(systemContext(), { sessionId, audience })),
      ),
    );
  },
);

const mailLateConfirmation = inngest.createFunction(
  { id: "mail-late-confirmation", retries, triggers: [sessionConfirmed], onFailure },
  async ({ event, step }) => {
    const { sessionId, how } = event.data;
    if (how === "late") await step.run("reader", () => sendLateKept(systemContext(), sessionId));
  },
);

const mailNewTimes = inngest.createFunction(
  { id: "mail-new-times", retries, triggers: [sessionRescheduled], onFailure },
  async ({ event, step }) => {
    const { sessionId } = event.data;
    const previousStartsAt = new Date(event.data.previousStartsAt);
    await Promise.all(
      audiences.flatMap((audience) => [
        step.run(`request ${audience}`, () =>
          sendRequestMail(systemContext(), { sessionId, audience }),
        ),
        step.run(`invitation ${audience}`, () =>
          sendInvitation(systemContext(), { sessionId, audience, previousStartsAt }),
        ),
      ]),
    );
  },
);

const mailCancellations = inngest.createFunction(
  { id: "mail-cancellations", retries, triggers: [sessionCanceled], onFailure },
  async ({ event, step }) => {
    const { sessionId, reason } = event.data;
    // The hold of somebody who never paid: nobody is told.
    if (reason === "hold_expired") return;
    await Promise.all(
      audiences.map((audience) =>
        step.run(audience, () =>
          sendCancellation(systemContext(), { sessionId, audience, reason }),
        ),
      ),
    );
  },
);

const mailMeetingDelays = inngest.createFunction(
  { id: "mail-meeting-delays", retries, triggers: [meetingDelayed], onFailure },
  async ({ event, step }) => {
    const { sessionId } = event.data;
    await Promise.all(
      audiences.map((audience) =>
        step.run(audience, () => sendMeetingDelayed(systemContext(), { sessionId, audience })),
      ),
    );
  },
);

const mailReceipts = inngest.createFunction(
  { id: "mail-receipts", retries, triggers: [paymentCompleted], onFailure },
  async ({ event, step }) => {
    await step.run("reader", () => sendReceipt(systemContext(), event.data.paymentId));
  },
);

const mailLatePayments = inngest.createFunction(
  { id: "mail-late-payments", retries, triggers: [paymentLate], onFailure },
  async ({ event, step }) => {
    await step.run("reader", () => sendLatePayment(systemContext(), event.data.paymentId));
  },
);

const mailRefunds = inngest.createFunction(
  { id: "mail-refunds", retries, triggers: [refundSucceeded], onFailure },
  async ({ event, step }) => {
    await step.run("reader", () => sendRefundIssued(systemContext(), event.data.refundId));
  },
);

const mailReviewRequests = inngest.createFunction(
  { id: "mail-review-requests", retries, triggers: [reviewDue], onFailure },
  async ({ event, step }) => {
    await step.run("reader", () => sendReviewRequest(systemContext(), event.data.sessionId));
  },
);

const mailReviews = inngest.createFunction(
  { id: "mail-reviews", retries, triggers: [reviewWritten], onFailure },
  async ({ event, step }) => {
    await step.run("researcher", () => sendReviewReceived(systemContext(), event.data.sessionId));
  },
);

const mailReviewReplies = inngest.createFunction(
  { id: "mail-review-replies", retries, triggers: [reviewReplied], onFailure },
  async ({ event, step }) => {
    await step.run("reader", () => sendReviewReplied(systemContext(), event.data.sessionId));
  },
);

const mailAccounts = inngest.createFunction(
  { id: "mail-accounts", retries, triggers: [mailRequested], onFailure },
  async ({ event, step, runId }) => {
    const eventId = event.id ?? runId;
    await step.run("owner", () => sendAccountMail(systemContext(), { ...event.data, eventId }));
  },
);

const mailConnectedOrcids = inngest.createFunction(
  { id: "mail-connected-orcids", retries, triggers: [orcidConnected], onFailure },
  async ({ event, step, runId }) => {
    const eventId = event.id ?? runId;
    await step.run("owner", () => sendOrcidConnected(systemContext(), { ...event.data, eventId }));
  },
);

const mailAddressClaims = inngest.createFunction(
  { id: "mail-address-claims", retries, triggers: [addressClaimed], onFailure },
  async ({ event, step }) => {
    await step.run("mailbox", () => sendAddressClaim(systemContext(), event.data.claimId));
  },
);

const mailFailingCalendars = inngest.createFunction(
  { id: "mail-failing-calendars", retries, triggers: [calendarFailing], onFailure },
  async ({ event, step }) => {
    await step.run("owner", () => sendCalendarFailing(systemContext(), event.data.calendarId));
  },
);

// No onFailure here: an alert about a failing alert would fail in the same way.
const mailAlerts = inngest.createFunction(
  // One after the other, so that each counts those before it.
  { id: "mail-alerts", retries, triggers: [alertRaised], concurrency: [{ limit: 1 }] },
  async ({ event, step }) => {
    await step.run("operator", () => sendAlert(systemContext(), event.data.alertId));
  },
);

const digestAlerts = inngest.createFunction(
  { id: "digest-alerts", retries, triggers: [{ cron: "TZ=UTC 11 * * * *" }] },
  async ({ step }) => {
    await step.run("operator", () => sendAlertDigest(systemContext()));
  },
);

const remindParties = inngest.createFunction(
  {
    id: "remind-parties",
    retries: 0,
    triggers: [{ cron: EVERY_MINUTE }],
    concurrency: [{ limit: 1 }],
  },
  async ({ step }) => {
    await step.run("plan", () => planReminders(systemContext()));
    await step.run("send", () => sendDueReminders(systemContext()));
  },
);

/** Every job that sends mail. */
export const notificationFunctions = [
  mailRequests,
  mailInvitations,
  mailLateConfirmation,
  mailNewTimes,
  mailCancellations,
  mailMeetingDelays,
  mailReceipts,
  mailLatePayments,
  mailRefunds,
  mailReviewRequests,
  mailReviews,
  mailReviewReplies,
  ...afterSessionFunctions,
  ...membershipMailFunctions,
  ...outreachFunctions,
  ...registrationMailFunctions,
  mailAccounts,
  mailConnectedOrcids,
  mailAddressClaims,
  mailFailingCalendars,
  mailAlerts,
  digestAlerts,
  remindParties,
];
