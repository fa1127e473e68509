import { NonRetriableError } from "inngest";
import { z } from "zod";
import { listDueRefunds, sendRefund } from "@/lib/payments/send-refund";
import type { Ctx } from "@/lib/platform/context";
import { reconcileRequested, refundDue, sessionHeld } from "@/lib/platform/events";
import { EVERY_MINUTE, inngest } from "@/lib/platform/inngest";
import { alertJobFailure, asSystem, sweepEach } from "@/lib/platform/job";
import { instant } from "@/lib/platform/time";
import {
  cancelMeetingless,
  completeSessions,
  endUnansweredRequests,
  tellDelayedMeetings,
} from "./deadlines";
import { RECONCILED_PARTS, type ReconciledPart, reconcilePayments } from "./reconcile-payments";
import { expireHold, listOverdueHolds } from "./release-hold";
import { closeUncontestedReports } from "./reports/close-uncontested";

/** Only holds sleep; every longer timer is a date in the database and the sweep below. */
export const expireUnpaidHold = inngest.createFunction(
  {
    id: "expire-unpaid-hold",
    triggers: [sessionHeld],
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
    retries: 8,
    onFailure: alertJobFailure,
  },
  async ({ event, step }) => {
    await step.run("send", () => asSystem((ctx) => sendRefund(ctx, event.data.refundId)));
  },
);

/** The sweep behind what must go through Stripe: each step waits as long as Stripe makes it. */
export const sweepMoney = inngest.createFunction(
  {
    id: "sweep-money",
    triggers: [{ cron: EVERY_MINUTE }],
    retries: 1,
    concurrency: [{ limit: 1 }],
  },
  async ({ step }) => {
    await Promise.all([
      step.run("holds", () =>
        asSystem(async (ctx) =>
          sweepEach("holds", await listOverdueHolds(ctx), (id) => expireHold(ctx, id)),
        ),
      ),
      step.run("refunds", () =>
        asSystem(async (ctx) =>
          sweepEach("refunds", await listDueRefunds(ctx), (id) => sendRefund(ctx, id)),
        ),
      ),
    ]);
  },
);

/** The sweep behind every other timer of a session: it asks nobody outside, and so never waits for Stripe. */
export const sweepDeadlines = inngest.createFunction(
  {
    id: "sweep-deadlines",
    triggers: [{ cron: EVERY_MINUTE }],
    retries: 1,
    concurrency: [{ limit: 1 }],
  },
  async ({ step }) => {
    await step.run("requests", () => asSystem(endUnansweredRequests));
    await step.run("delayed-meetings", () => asSystem(tellDelayedMeetings));
    await step.run("no-meeting", () => asSystem(cancelMeetingless));
    await step.run("complete", () => asSystem(completeSessions));
    await step.run("reports", () => asSystem(closeUncontestedReports));
  },
);

const Requested = z.object({ since: instant.optional() });

/** Every night, and when an operator asks for it by event, with an earlier `since` if need be. */
export const reconcilePaymentsNightly = inngest.createFunction(
  {
    id: "reconcile-payments",
    triggers: [{ cron: "TZ=UTC 17 3 * * *" }, reconcileRequested],
    retries: 8,
    concurrency: [{ limit: 1 }],
    onFailure: alertJobFailure,
  },
  async ({ event, step }) => {
    const requested = Requested.safeParse(event.data ?? {});
    if (!requested.success) throw new NonRetriableError("since must be an ISO 8601 instant");
    const { since } = requested.data;
    const unfinished: string[] = [];
    for (const part of RECONCILED_PARTS) {
      try {
        await step.run(part, () => asSystem((ctx) => reconcilePart(ctx, part, since)));
      } catch {
        // Out of retries: the other parts still get their turn.
        unfinished.push(part);
      }
    }
    if (unfinished.length > 0)
      throw new NonRetriableError(`Not reconciled: ${unfinished.join(", ")}`);
  },
);

/** One part, which counts as done once nothing in it failed; else the step is repeated. */
async function reconcilePart(ctx: Ctx, part: ReconciledPart, since: Date | undefined) {
  const summary = await reconcilePayments(ctx, { since, parts: [part] });
  if (summary.failed > 0) throw new Error(`${summary.failed} of ${part} could not be reconciled`);
  return summary;
}

export const sessionFunctions = [
  expireUnpaidHold,
  sendDueRefund,
  sweepMoney,
  sweepDeadlines,
  reconcilePaymentsNightly,
];
