import { z } from "zod";

/** Which membership an action is about. */
export const SubscriptionId = z.object({ subscriptionId: z.guid("is not a subscription's id") });
