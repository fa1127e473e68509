import { systemContext } from "./context";
import { EVERY_MINUTE, inngest } from "./inngest";
import { relayOutbox } from "./outbox";

/** Hands on what a request wrote and did not live to relay. */
export const relayOutboxEveryMinute = inngest.createFunction(
  {
    id: "relay-outbox",
    triggers: [{ cron: EVERY_MINUTE }],
    retries: 1,
    concurrency: [{ limit: 1 }],
  },
  async ({ step }) => {
    await step.run("relay", () => relayOutbox(systemContext()));
  },
);

export const platformFunctions = [relayOutboxEveryMinute];
