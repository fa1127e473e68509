import { z } from "zod";
import type { Call, StripeApi } from "./api";
import { cancelSubscription } from "./billing/cancel";
import { lockBilling } from "./billing/lock";
import type { Subscription } from "./billing/objects";
import { noSuch } from "./errors";
import { recordEvent } from "./events";
import { newId, randomText, seconds } from "./ids";
import { listPage } from "./lists";
import { type Customer, kinds, type PaymentMethod } from "./objects";
import { expand, mergeMetadata, metadata, paging, unsettable } from "./params";

const fields = {
  description: unsettable.optional(),
  email: unsettable.optional(),
  name: unsettable.optional(),
  phone: unsettable.optional(),
  metadata: metadata.optional(),
  expand,
};
const CustomerFields = z.strictObject(fields);
type CustomerFields = z.infer<typeof CustomerFields>;

export function mountCustomers(api: StripeApi): void {
  api.post("/v1/customers", { params: CustomerFields, run: createCustomer });
  api.get("/v1/customers", {
    params: z.strictObject({ ...paging, email: z.string().optional() }),
    run: (call) =>
      listPage(call, kinds.customer, "/v1/customers", {
        filter: call.params.email ? { email: call.params.email } : {},
      }),
  });
  api.get("/v1/customers/:id", {
    params: z.strictObject({ expand }),
    run: async ({ records, id }) => {
      const customer = await records.get<Customer>(kinds.customer, id);
      if (!customer) throw noSuch("customer", id);
      return customer;
    },
  });
  api.get("/v1/customers/:id/payment_methods", {
    params: z.strictObject({ ...paging, type: z.literal("card").optional() }),
    run: (call) =>
      listPage<PaymentMethod>(
        call,
        kinds.paymentMethod,
        `/v1/customers/${call.id}/payment_methods`,
        { filter: { customer: call.id } },
      ),
  });
  api.delete("/v1/customers/:id", { params: z.strictObject({}), run: deleteCustomer });
  api.post("/v1/customers/:id", { params: CustomerFields, run: updateCustomer });
}

async function createCustomer(call: Call<CustomerFields>): Promise<Customer> {
  const { params, records, now } = call;
  const customer: Customer = {
    id: newId("cus"),
    object: "customer",
    address: null,
    balance: 0,
    created: seconds(now),
    currency: null,
    default_source: null,
    delinquent: false,
    description: params.description ?? null,
    discount: null,
    email: params.email ?? null,
    invoice_prefix: randomText(8).toUpperCase(),
    invoice_settings: { default_payment_method: null },
    livemode: false,
    metadata: mergeMetadata({}, params.metadata),
    name: params.name ?? null,
    phone: params.phone ?? null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: "none",
  };
  await records.put(kinds.customer, customer.id, customer, now);
  await recordEvent(call, "customer.created", customer);
  return customer;
}

async function updateCustomer(call: Call<CustomerFields>): Promise<Customer> {
  const { params, records, id } = call;
  const before = await records.lock<Customer>(kinds.customer, id);
  if (!before) throw noSuch("customer", id);
  const { expand: _expand, metadata: change, ...changed } = params;
  const given = Object.fromEntries(
    Object.entries(changed).filter(([, value]) => value !== undefined),
  );
  const customer = { ...before, ...given, metadata: mergeMetadata(before.metadata, change) };
  await records.replace(kinds.customer, id, customer);
  await recordEvent(call, "customer.updated", customer);
  return customer;
}

/** Takes the customer away, and ends at once whatever they subscribe to. */
async function deleteCustomer(call: Call<object>) {
  const { records, id } = call;
  const customer = await records.lock<Customer>(kinds.customer, id);
  if (!customer) throw noSuch("customer", id);
  const { data } = await records.list<Subscription>(kinds.subscription, {
    filter: { customer: id },
    anyOf: ["incomplete", "active", "past_due", "unpaid"].map((status) => ({ status })),
    limit: 100,
  });
  for (const subscription of data)
    await cancelSubscription(
      call,
      await lockBilling(call, subscription.id),
      "cancellation_requested",
    );
  await records.remove(kinds.customer, id);
  await recordEvent(call, "customer.deleted", customer);
  return { id, object: "customer", deleted: true };
}
