import { systemContext } from "@/lib/platform/context";
import { EVERY_MINUTE, inngest } from "@/lib/platform/inngest";
import { sweepNextAvailable, sweepWithoutTimes } from "./next-available";

/** Time passes: the next free time of researchers moves on although nobody books. */
export const keepNextAvailable = inngest.createFunction(
  {
    id: "keep-next-available",
    triggers: [{ cron: EVERY_MINUTE }],
    retries: 1,
    concurrency: [{ limit: 1 }],
  },
  async ({ step }) => {
    await step.run("sweep", () => sweepNextAvailable(systemContext()));
  },
);

/** A new day enters the booking window of researchers who had no time left in it. */
export const openNewDays = inngest.createFunction(
  {
    id: "open-new-days",
    triggers: [{ cron: "TZ=UTC 7 * * * *" }],
    retries: 1,
    concurrency: [{ limit: 1 }],
  },
  async ({ step }) => {
    await step.run("sweep", () => sweepWithoutTimes(systemContext()));
  },
);

export const availabilityFunctions = [keepNextAvailable, openNewDays];
