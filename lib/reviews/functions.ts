import { inngest } from "@/lib/platform/inngest";
import { asSystem } from "@/lib/platform/job";
import { askForReviews } from "./ask-for-reviews";
import { withdrawReviews } from "./withdraw-reviews";

/** Readers are asked for a review the day after; those who turned out not to have come lose theirs. */
export const sweepReviews = inngest.createFunction(
  {
    id: "sweep-reviews",
    triggers: [{ cron: "TZ=UTC */15 * * * *" }],
    retries: 1,
    concurrency: [{ limit: 1 }],
  },
  async ({ step }) => {
    await step.run("withdraw", () => asSystem(withdrawReviews));
    await step.run("ask", () => asSystem(askForReviews));
  },
);

export const reviewFunctions = [sweepReviews];
