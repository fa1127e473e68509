import { EVERY_MINUTE, inngest } from "@/lib/platform/inngest";
import { asSystem, sweepEach } from "@/lib/platform/job";
import { listDueAttempts, listDueSubscriptions, sweepAttempt, sweepSubscription } from "./sweep";

/** The sweep behind webhooks: what should have been heard of a membership, and was not, is looked up. */
export const sweepMemberships = inngest.createFunction(
  {
    id: "sweep-memberships",
    triggers: [{ cron: EVERY_MINUTE }],
    retries: 1,
    concurrency: [{ limit: 1 }],
  },
  async ({ step }) => {
    await step.run("attempts", () =>
      asSystem(async (ctx) =>
        sweepEach("membership-attempts", await listDueAttempts(ctx), (id) => sweepAttempt(ctx, id)),
      ),
    );
    await step.run("subscriptions", () =>
      asSystem(async (ctx) =>
        sweepEach("memberships", await listDueSubscriptions(ctx), (id) =>
          sweepSubscription(ctx, id),
        ),
      ),
    );
  },
);

export const membershipFunctions = [sweepMemberships];
