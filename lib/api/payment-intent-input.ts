import { z } from "zod";

/** What is to be paid: a session unless a subscription is named. */
export const PaymentIntentInput = z.discriminatedUnion(
  "type",
  [
    z.object({ type: z.literal("session").optional(), session_id: z.guid() }),
    z.object({ type: z.literal("subscription") }),
  ],
  'must be "session" or "subscription"',
);
