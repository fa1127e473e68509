import { inngest } from "@/lib/platform/inngest";
import { alertJobFailure, asSystem } from "@/lib/platform/job";
import { forgetDrafts } from "./forget-drafts";

/** What people began and left lying holds their names and addresses: it is not kept for good. */
const forgetRegistrationDrafts = inngest.createFunction(
  {
    id: "forget-registration-drafts",
    triggers: [{ cron: "TZ=UTC 23 3 * * *" }],
    retries: 3,
    onFailure: alertJobFailure,
  },
  async ({ step }) => {
    await step.run("forget", () => asSystem(forgetDrafts));
  },
);

export const registrationFunctions = [forgetRegistrationDrafts];
