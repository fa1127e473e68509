import { z } from "zod";
import type { Call, StripeApi } from "../api";
import { invalidRequest, noSuch } from "../errors";
import { recordEvent } from "../events";
import { newId, seconds } from "../ids";
import { listPage } from "../lists";
import { type Customer, kinds } from "../objects";
import { expand, flag, mergeMetadata, metadata, paging, unsettable } from "../params";
import { cancelSubscription } from "./cancel";
import { monthAfter, nowOf, timed } from "./clock";
import { listOf, makeInvoice } from "./invoices";
import { lockBilling } from "./lock";
import { itemOf, type Price, type Subscription } from "./objects";
import { saveSubscription } from "./outcome";
import { getPrice } from "./prices";

const CreateSubscription = z.strictObject({
  customer: z.string(),
  items: z.array(z.strictObject({ price: z.string() })).length(1),
  // The one way in which a customer is there to answer the bank.
  payment_behavior: z.literal("default_incomplete"),
  payment_settings: z
    .strictObject({
      payment_method_types: z.array(z.literal("card")).optional(),
      save_default_payment_method: z.enum(["off", "on_subscription"]).optional(),
    })
    .optional(),
  description: unsettable.optional(),
  metadata: metadata.optional(),
  expand,
});
type CreateSubscription = z.infer<typeof CreateSubscription>;

const UpdateSubscription = z.strictObject({
  cancel_at_period_end: flag.optional(),
  default_payment_method: z.string().optional(),
  description: unsettable.optional(),
  metadata: metadata.optional(),
  expand,
});
type UpdateSubscription = z.infer<typeof UpdateSubscription>;

const statuses = [
  "incomplete",
  "incomplete_expired",
  "active",
  "past_due",
  "unpaid",
  "canceled",
] as const;

export function mountSubscriptions(api: StripeApi): void {
  api.post("/v1/subscriptions", { params: CreateSubscription, run: createSubscription });
  api.get("/v1/subscriptions", {
    params: z.strictObject({
      ...paging,
      customer: z.string().optional(),
      price: z.string().optional(),
      status: z.enum([...statuses, "trialing", "paused", "all"]).optional(),
    }),
    run: (call) => {
      const { customer, price, status } = call.params;
      const wanted = status ?? statuses.filter((one) => one !== "canceled");
      const items = price && { items: { data: [{ price: { id: price } }] } };
      return listPage<Subscription>(call, kinds.subscription, "/v1/subscriptions", {
        filter: { ...(customer && { customer }), ...items },
        anyOf: wanted === "all" ? [{}] : [wanted].flat().map((one) => ({ status: one })),
      });
    },
  });
  api.get("/v1/subscriptions/:id", {
    params: z.strictObject({ expand }),
    run: async ({ records, id }) => {
      const subscription = await records.get<Subscription>(kinds.subscription, id);
      if (!subscription) throw noSuch("subscription", id);
      return subscription;
    },
  });
  api.post("/v1/subscriptions/:id", { params: UpdateSubscription, run: updateSubscription });
  api.delete("/v1/subscriptions/:id", {
    params: z.strictObject({ expand }),
    run: async (call) => {
      const billing = await lockBilling(call, call.id);
      if (isOver(billing.subscription)) throw noSuch("subscription", call.id);
      return cancelSubscription(call, billing, "cancellation_requested");
    },
  });
}

async function createSubscription(call: Call<CreateSubscription>): Promise<Subscription> {
  const { params, records, now } = call;
  const customer = await records.get<Customer>(kinds.customer, params.customer);
  if (!customer) throw noSuch("customer", params.customer, "customer");
  const price = await getPrice(records, params.items[0]?.price ?? "", "items[0][price]");
  const bare = begin(params, price, seconds(now));
  const { invoice } = await makeInvoice(call, bare, "subscription_create");
  const subscription = timed({ ...bare, latest_invoice: invoice.id }, invoice);
  await records.put(kinds.subscription, subscription.id, subscription, now);
  await recordEvent(call, "customer.subscription.created", subscription);
  return subscription;
}

function begin(params: CreateSubscription, price: Price, at: number): Subscription {
  const id = newId("sub");
  return {
    id,
    object: "subscription",
    application: null,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null },
    billing_cycle_anchor: at,
    billing_mode: { type: "flexible" },
    cancel_at: null,
    cancel_at_period_end: false,
    canceled_at: null,
    cancellation_details: { comment: null, feedback: null, reason: null },
    collection_method: "charge_automatically",
    created: at,
    currency: price.currency,
    customer: params.customer,
    days_until_due: null,
    default_payment_method: null,
    default_source: null,
    description: params.description ?? null,
    discounts: [],
    ended_at: null,
    items: listOf(`/v1/subscription_items?subscription=${id}`, [
      {
        id: newId("si"),
        object: "subscription_item",
        created: at,
        current_period_end: monthAfter(at, at),
        current_period_start: at,
        discounts: [],
        metadata: {},
        price,
        quantity: 1,
        subscription: id,
      },
    ]),
    latest_invoice: "",
    livemode: false,
    metadata: mergeMetadata({}, params.metadata),
    on_behalf_of: null,
    pause_collection: null,
    payment_settings: {
      payment_method_options: null,
      payment_method_types: params.payment_settings?.payment_method_types ?? null,
      save_default_payment_method: params.payment_settings?.save_default_payment_method ?? "off",
    },
    pending_setup_intent: null,
    schedule: null,
    start_date: at,
    status: "incomplete",
    test_clock: null,
    trial_end: null,
    trial_start: null,
    _aheadMs: 0,
    _dueAt: null,
    _afterRetries: "cancel",
  };
}

const isOver = ({ status }: Subscription) =>
  status === "canceled" || status === "incomplete_expired";

async function updateSubscription(call: Call<UpdateSubscription>): Promise<Subscription> {
  const { params, now } = call;
  const { subscription: before, invoice } = await lockBilling(call, call.id);
  const { metadata: change, expand: _expand, ...rest } = params;
  if (isOver(before) && Object.keys(rest).length > 0)
    throw invalidRequest(
      "A canceled subscription can only update its cancellation_details and metadata.",
    );
  const updated: Subscription = {
    ...before,
    ...ending(before, params.cancel_at_period_end, nowOf(before, now)),
    default_payment_method: params.default_payment_method ?? before.default_payment_method,
    description: params.description === undefined ? before.description : params.description,
    metadata: mergeMetadata(before.metadata, change),
  };
  return saveSubscription(call, updated, invoice, "customer.subscription.updated");
}

function ending(
  subscription: Subscription,
  atPeriodEnd: boolean | undefined,
  at: number,
): Partial<Subscription> {
  if (atPeriodEnd === undefined || atPeriodEnd === subscription.cancel_at_period_end) return {};
  return {
    cancel_at_period_end: atPeriodEnd,
    cancel_at: atPeriodEnd ? itemOf(subscription).current_period_end : null,
    canceled_at: atPeriodEnd ? at : null,
    cancellation_details: {
      comment: null,
      feedback: null,
      reason: atPeriodEnd ? "cancellation_requested" : null,
    },
  };
}
