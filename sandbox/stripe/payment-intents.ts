import { z } from "zod";
import type { Call, StripeApi } from "./api";
import { confirmFields, confirmIntent } from "./confirm";
import { invalidRequest, noSuch, unexpectedState } from "./errors";
import { recordEvent } from "./events";
import { checkClientSecret, getIntent, lockIntent } from "./find-intent";
import { seconds } from "./ids";
import { listPage } from "./lists";
import { newIntent } from "./new-intent";
import { type IntentStatus, kinds, type PaymentIntent } from "./objects";
import { expand, flag, integer, mergeMetadata, metadata, paging, unsettable } from "./params";
import { createPaymentMethod, resolvePaymentMethod } from "./payment-methods";
import { present } from "./present";

const amount = integer
  .refine((cents) => cents >= 50, "Amount must convert to at least 50 cents.")
  .refine((cents) => cents <= 99_999_999, "Amount must be no more than $999,999.99");
const currency = z
  .string()
  .regex(/^[a-zA-Z]{3}$/)
  .transform((code) => code.toLowerCase());

const details = {
  ...confirmFields,
  customer: z.string().optional(),
  description: unsettable.optional(),
  metadata: metadata.optional(),
  statement_descriptor_suffix: unsettable.optional(),
  transfer_group: z.string().optional(),
  /** Known only to be refused with Stripe's own code. */
  payment_method_types: z.unknown().optional(),
  expand,
};

const CreateIntent = z.strictObject({
  ...details,
  amount,
  currency,
  confirm: flag.optional(),
  capture_method: z.enum(["automatic", "automatic_async"]).optional(),
  allowed_payment_method_types: z.array(z.literal("card")).min(1).optional(),
  automatic_payment_methods: z
    .strictObject({ enabled: flag, allow_redirects: z.enum(["always", "never"]).optional() })
    .optional(),
});
type CreateIntent = z.infer<typeof CreateIntent>;

const { return_url, off_session, use_stripe_sdk, ...updatable } = details;
const UpdateIntent = z.strictObject({
  ...updatable,
  amount: amount.optional(),
  currency: currency.optional(),
});
type UpdateIntent = z.infer<typeof UpdateIntent>;

export function mountPaymentIntents(api: StripeApi): void {
  api.post("/v1/payment_intents", { params: CreateIntent, run: createIntent });
  api.get("/v1/payment_intents", {
    params: z.strictObject({ ...paging, customer: z.string().optional() }),
    run: (call) => {
      const { customer } = call.params;
      const filter = { ...(customer && { customer }) };
      return listPage(call, kinds.paymentIntent, "/v1/payment_intents", { filter });
    },
  });
  api.get("/v1/payment_intents/:id", {
    params: z.strictObject({ client_secret: z.string().optional(), expand }),
    publishable: true,
    run: async ({ records, id, auth, params }) => {
      const intent = await getIntent(records, id);
      checkClientSecret(auth, intent, params.client_secret);
      return intent;
    },
  });
  api.post("/v1/payment_intents/:id", { params: UpdateIntent, run: updateIntent });
}

async function createIntent(call: Call<CreateIntent>): Promise<PaymentIntent> {
  const { params, records, now } = call;
  refuseMethodTypes(params);
  await requireCustomer(call, params.customer);
  const intent = newIntent({
    allowed_payment_method_types: params.allowed_payment_method_types ?? null,
    amount: params.amount,
    automatic_payment_methods: automaticMethods(params),
    capture_method: params.capture_method ?? "automatic_async",
    created: seconds(now),
    currency: params.currency,
    customer: params.customer ?? null,
    description: params.description ?? null,
    metadata: mergeMetadata({}, params.metadata),
    receipt_email: params.receipt_email ?? null,
    setup_future_usage: params.setup_future_usage ?? null,
    statement_descriptor_suffix: params.statement_descriptor_suffix ?? null,
    transfer_group: params.transfer_group ?? null,
  });
  const created = await withMethod(call, intent);
  await records.put(kinds.paymentIntent, created.id, created, now);
  await recordEvent(call, "payment_intent.created", created);
  return params.confirm ? confirmIntent(call, created, withoutMethod(params)) : created;
}

const changeable: readonly IntentStatus[] = [
  "requires_payment_method",
  "requires_confirmation",
  "requires_action",
];

async function updateIntent(call: Call<UpdateIntent>): Promise<PaymentIntent> {
  const { params, records, id } = call;
  refuseMethodTypes(params);
  const before = await lockIntent(records, id);
  const { metadata: change, description, receipt_email, expand: _expand, ...rest } = params;
  if (Object.keys(rest).length > 0 && !changeable.includes(before.status))
    throw unexpectedState(
      `This PaymentIntent could not be updated because it has a status of ${before.status}. Only its metadata, description and receipt_email can be.`,
      present(before, call.deps.origin()),
    );
  await requireCustomer(call, params.customer);
  const updated: PaymentIntent = {
    ...before,
    amount: params.amount ?? before.amount,
    currency: params.currency ?? before.currency,
    customer: params.customer ?? before.customer,
    description: description === undefined ? before.description : description,
    metadata: mergeMetadata(before.metadata, change),
    receipt_email: receipt_email ?? before.receipt_email,
    setup_future_usage: params.setup_future_usage ?? before.setup_future_usage,
    statement_descriptor_suffix:
      params.statement_descriptor_suffix ?? before.statement_descriptor_suffix,
    transfer_group: params.transfer_group ?? before.transfer_group,
  };
  return records.replace(kinds.paymentIntent, id, await withMethod(call, updated));
}

/** Attaches the method that the parameters name; the intent then waits for its confirmation. */
async function withMethod(
  call: Call<CreateIntent | UpdateIntent>,
  intent: PaymentIntent,
): Promise<PaymentIntent> {
  const { payment_method: id, payment_method_data: data } = call.params;
  if (!id && !data) return intent;
  const method = data
    ? await createPaymentMethod(call, data)
    : await resolvePaymentMethod(call, id ?? "");
  return {
    ...intent,
    payment_method: method.id,
    status: "requires_confirmation",
    next_action: null,
  };
}

function withoutMethod(params: CreateIntent) {
  const { payment_method, payment_method_data, ...rest } = params;
  return rest;
}

async function requireCustomer(call: Call<unknown>, id: string | undefined): Promise<void> {
  if (id !== undefined && !(await call.records.get(kinds.customer, id)))
    throw noSuch("customer", id, "customer");
}

function refuseMethodTypes(params: { payment_method_types?: unknown }): void {
  if (params.payment_method_types === undefined) return;
  throw invalidRequest(
    "payment_method_types is no longer supported on PaymentIntents. Use automatic_payment_methods or allowed_payment_method_types.",
    { code: "payment_method_types_no_longer_supported", param: "payment_method_types" },
  );
}

function automaticMethods(params: CreateIntent): PaymentIntent["automatic_payment_methods"] {
  const { automatic_payment_methods: asked, allowed_payment_method_types: allowed } = params;
  if (asked) return { enabled: asked.enabled, allow_redirects: asked.allow_redirects ?? "always" };
  return allowed ? null : { enabled: true, allow_redirects: "always" };
}
