import { inngest } from "@/lib/platform/inngest";
import { asSystem } from "@/lib/platform/job";
import { askForReviews } from "./ask-for-reviews";

/** Readers are asked for a review the day after, in the next quarter of an hour. */
export const askReaders = inngest.createFunction(
  {
    id: "ask-for-reviews",
    triggers: [{ cron: "TZ=UTC */15 * * * *" }],
    retries: 1,
    concurrency: [{ limit: 1 }],
  },
  async ({ step }) => {
    await step.run("ask", () => asSystem(askForReviews));
  },
);

export const reviewFunctions = [askReaders];
