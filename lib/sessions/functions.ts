import { listDueRefunds, sendRefund } from "@/lib/payments/refunds";
import { refundDue, sessionHeld } from "@/lib/platform/events";
import { inngest } from "@/lib/platform/inngest";
import { alertJobFailure, asSystem, sweepEach } from "@/lib/platform/job";
import {
  cancelMeetingless,
  completeSessions,
  endUnansweredRequests,
  tellDelayedMeetings,
} from "./deadlines";
import { expireHold, listOverdueHolds } from "./release-hold";

const EVERY_MINUTE = "TZ=UTC * * * * *";

/** Only holds sleep; every longer timer is a date in the database and the sweep below. */
export const expireUnpaidHold = inngest.createFunction(
  {
    id: "expire-unpaid-hold",
    triggers: [sessionHeld],
    idempotency: "event.data.sessionId",
    retries: 5,
    onFailure: alertJobFailure,
  },
  async ({ event, step }) => {
    await step.sleepUntil("hold-expires", event.data.holdExpiresAt);
    await step.run("expire", () => asSystem((ctx) => expireHold(ctx, event.data.sessionId)));
  },
);

export const sendDueRefund = inngest.createFunction(
  {
    id: "send-refund",
    triggers: [refundDue],
    idempotency: "event.data.refundId",
    retries: 8,
    onFailure: alertJobFailure,
  },
  async ({ event, step }) => {
    await step.run("send", () => asSystem((ctx) => sendRefund(ctx, event.data.refundId)));
  },
);

/** The sweep behind every timer of a session. */
export const sweepSessions = inngest.createFunction(
  {
    id: "sweep-sessions",
    triggers: [{ cron: EVERY_MINUTE }],
    retries: 1,
    concurrency: [{ limit: 1 }],
  },
  async ({ step }) => {
    await step.run("holds", () =>
      asSystem(async (ctx) =>
        sweepEach("holds", await listOverdueHolds(ctx), (id) => expireHold(ctx, id)),
      ),
    );
    await step.run("requests", () => asSystem(endUnansweredRequests));
    await step.run("delayed-meetings", () => asSystem(tellDelayedMeetings));
    await step.run("no-meeting", () => asSystem(cancelMeetingless));
    await step.run("complete", () => asSystem(completeSessions));
    await step.run("refunds", () =>
      asSystem(async (ctx) =>
        sweepEach("refunds", await listDueRefunds(ctx), (id) => sendRefund(ctx, id)),
      ),
    );
  },
);

export const sessionFunctions = [expireUnpaidHold, sendDueRefund, sweepSessions];
