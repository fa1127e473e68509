import { accountDeleted } from "@/lib/platform/events";
import { inngest } from "@/lib/platform/inngest";
import { alertJobFailure, asSystem, sweepEach } from "@/lib/platform/job";
import { deletionSteps, finishDeletion, listUnfinishedDeletions } from "./finish-deletion";

/** Ends at others' services what a deleted account had there, and says good-bye. */
const finishDeletions = inngest.createFunction(
  {
    id: "finish-account-deletion",
    triggers: [accountDeleted],
    idempotency: "event.data.userId",
    retries: 8,
    onFailure: alertJobFailure,
  },
  async ({ event, step }) => {
    const { userId } = event.data;
    for (const [name, run] of Object.entries(deletionSteps))
      await step.run(name, () => asSystem(async (ctx) => void (await run(ctx, userId))));
  },
);

/** The sweep behind it. */
const sweepDeletions = inngest.createFunction(
  {
    id: "sweep-account-deletions",
    triggers: [{ cron: "TZ=UTC 8,18,28,38,48,58 * * * *" }],
    retries: 1,
    concurrency: [{ limit: 1 }],
  },
  async ({ step }) => {
    await step.run("finish", () =>
      asSystem(async (ctx) =>
        sweepEach("account-deletions", await listUnfinishedDeletions(ctx), (id) =>
          finishDeletion(ctx, id),
        ),
      ),
    );
  },
);

export const accountFunctions = [finishDeletions, sweepDeletions];
