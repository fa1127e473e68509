import { z } from "zod";
import { centsToDollars } from "@/lib/platform/money";
import { instant } from "@/lib/platform/time";
import { apiStatus, type Subscription } from "./states";

/** A membership as the API shows it to its member. */
export const SubscriptionView = z
  .object({
    id: z.guid(),
    user_id: z.guid(),
    status: z.enum(["active", "expired", "canceled"]),
    start_date: instant,
    end_date: instant.nullable().describe("When it ended, or will end; null while it renews"),
    created_at: instant,
    amount: z.number(),
    currency: z.string(),
    current_period_end: instant.describe("The next payment, unless it ends then"),
    cancel_at_period_end: z.boolean(),
    payment_failed: z
      .boolean()
      .describe("`payments/intent` opens the payment of the failed renewal"),
  })
  .meta({ id: "Subscription" });

/** The JSON of a membership, checked against the contract. */
export const viewSubscription = (row: Subscription): z.input<typeof SubscriptionView> =>
  SubscriptionView.encode({
    id: row.id,
    user_id: row.userId,
    status: apiStatus[row.state],
    start_date: row.startedAt,
    end_date: row.endedAt ?? row.endsAt,
    created_at: row.createdAt,
    amount: centsToDollars(row.priceCents),
    currency: row.currency,
    current_period_end: row.periodEndsAt,
    cancel_at_period_end: row.endsAt !== null && row.endedAt === null,
    payment_failed: row.state === "past_due",
  });
