import { systemContext } from "./context";
import { forgetExpired } from "./forget-expired";
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

/** Keeps the tables of what is only known for a while small. */
export const forgetExpiredHourly = inngest.createFunction(
  { id: "forget-expired", triggers: [{ cron: "23 * * * *" }], retries: 1 },
  async ({ step }) => {
    await step.run("forget", () => forgetExpired(systemContext()));
  },
);

export const platformFunctions = [relayOutboxEveryMinute, forgetExpiredHourly];
