import { payoutAccountReady, payoutReversalDue } from "@/lib/platform/events";
import { EVERY_MINUTE, inngest } from "@/lib/platform/inngest";
import { alertJobFailure, asSystem, sweepEach } from "@/lib/platform/job";
import { listStaleAccounts, refreshPayoutAccount } from "./accounts";
import { alignMisaligned } from "./align-misaligned";
import { listReversiblePayouts, reversePayout } from "./reverse-payout";
import { listSendablePayouts, sendPayout } from "./send-payout";

/** Payouts fall due by the date on their row: this is what sends them, and the sweep behind the rest. */
export const sweepPayouts = inngest.createFunction(
  {
    id: "sweep-payouts",
    triggers: [{ cron: EVERY_MINUTE }],
    retries: 1,
    concurrency: [{ limit: 1 }],
  },
  async ({ step }) => {
    await step.run("align", () => asSystem(alignMisaligned));
    await step.run("accounts", () =>
      asSystem(async (ctx) =>
        sweepEach("payout-accounts", await listStaleAccounts(ctx), (id) =>
          refreshPayoutAccount(ctx, id),
        ),
      ),
    );
    await step.run("send", () =>
      asSystem(async (ctx) =>
        sweepEach("payouts", await listSendablePayouts(ctx), (id) => sendPayout(ctx, id)),
      ),
    );
    await step.run("reverse", () =>
      asSystem(async (ctx) =>
        sweepEach("reversals", await listReversiblePayouts(ctx), (id) => reversePayout(ctx, id)),
      ),
    );
  },
);

/** An account that can be paid from now on: what has accrued for it goes out. */
export const payAccrued = inngest.createFunction(
  {
    id: "pay-accrued",
    triggers: [payoutAccountReady],
    retries: 6,
    onFailure: alertJobFailure,
    concurrency: [{ limit: 1, key: "event.data.researcherId" }],
  },
  async ({ event, step }) => {
    const { researcherId } = event.data;
    const due = await step.run("due", () =>
      asSystem((ctx) => listSendablePayouts(ctx, { researcherId })),
    );
    for (const id of due) {
      await step.run(`send ${id}`, () => asSystem((ctx) => sendPayout(ctx, id)));
    }
  },
);

export const takePayoutBack = inngest.createFunction(
  {
    id: "take-payout-back",
    triggers: [payoutReversalDue],
    retries: 8,
    onFailure: alertJobFailure,
    concurrency: [{ limit: 1, key: "event.data.payoutId" }],
  },
  async ({ event, step }) => {
    await step.run("reverse", () => asSystem((ctx) => reversePayout(ctx, event.data.payoutId)));
  },
);

export const payoutFunctions = [sweepPayouts, payAccrued, takePayoutBack];
