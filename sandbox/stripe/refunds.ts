import { z } from "zod";
import type { Records } from "../store";
import type { Call, StripeApi } from "./api";
import { cardByNumber } from "./cards";
import type { Dispute } from "./disputes/disputes";
import { invalidRequest, noSuch, StripeError } from "./errors";
import { recordEvent } from "./events";
import { newId, seconds } from "./ids";
import { listPage } from "./lists";
import { type Charge, kinds, type PaymentIntent, type PaymentMethod, type Refund } from "./objects";
import { expand, mergeMetadata, metadata, paging, positiveInteger } from "./params";

const CreateRefund = z.strictObject({
  charge: z.string().optional(),
  payment_intent: z.string().optional(),
  amount: positiveInteger.optional(),
  reason: z.enum(["duplicate", "fraudulent", "requested_by_customer"]).optional(),
  metadata: metadata.optional(),
  expand,
});
type CreateRefund = z.infer<typeof CreateRefund>;

/** How long after a refund the bank turns it down, for the card whose refunds fail. */
const BANK_ANSWERS_AFTER_MS = 3_000;

export function mountRefunds(api: StripeApi): void {
  api.post("/v1/refunds", { params: CreateRefund, run: createRefund });
  api.get("/v1/refunds", {
    params: z.strictObject({
      ...paging,
      charge: z.string().optional(),
      payment_intent: z.string().optional(),
    }),
    run: (call) => {
      const { charge, payment_intent } = call.params;
      const filter = { ...(charge && { charge }), ...(payment_intent && { payment_intent }) };
      return listPage(call, kinds.refund, "/v1/refunds", { filter });
    },
  });
  api.get("/v1/refunds/:id", {
    params: z.strictObject({ expand }),
    run: async ({ records, id }) => {
      const refund = await records.get<Refund>(kinds.refund, id);
      if (!refund) throw noSuch("refund", id);
      return refund;
    },
  });
  api.post("/v1/refunds/:id", {
    params: z.strictObject({ metadata: metadata.optional(), expand }),
    run: async (call) => {
      const before = await call.records.lock<Refund>(kinds.refund, call.id);
      if (!before) throw noSuch("refund", call.id);
      const merged = mergeMetadata(before.metadata, call.params.metadata);
      const refund = { ...before, metadata: merged };
      await call.records.replace(kinds.refund, refund.id, refund);
      await recordEvent(call, "refund.updated", refund);
      return refund;
    },
  });
}

/** Refunds a charge in part or in full, never more than is left of it. */
async function createRefund(call: Call<CreateRefund>): Promise<Refund> {
  const { params, records, now } = call;
  const charge = await lockCharge(call);
  await refuseWhileDisputed(records, charge);
  const leftCents = charge.amount_captured - charge.amount_refunded;
  if (leftCents <= 0) throw alreadyRefunded(charge);
  const amount = params.amount ?? leftCents;
  if (amount > leftCents)
    throw invalidRequest(
      `Refund amount ($${dollars(amount)}) is greater than unrefunded amount on charge ($${dollars(leftCents)})`,
      { param: "amount" },
    );
  const method = await records.get<PaymentMethod>(kinds.paymentMethod, charge.payment_method);
  const fails = method ? cardByNumber(method._number).refundFails : false;
  const refund: Refund = {
    id: newId("re"),
    object: "refund",
    amount,
    balance_transaction: newId("txn"),
    charge: charge.id,
    created: seconds(now),
    currency: charge.currency,
    destination_details: { type: "card", card: { type: "refund", reference_status: "pending" } },
    metadata: mergeMetadata({}, params.metadata),
    payment_intent: charge.payment_intent,
    reason: params.reason ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: "succeeded",
    transfer_reversal: null,
    _failsAt: fails ? now.getTime() + BANK_ANSWERS_AFTER_MS : null,
  };
  await records.put(kinds.refund, refund.id, refund, now);
  const refunded = withRefunded(charge, charge.amount_refunded + amount);
  await records.replace(kinds.charge, charge.id, refunded);
  await recordEvent(call, "charge.refunded", refunded);
  await recordEvent(call, "refund.created", refund);
  return refund;
}

/** The charge after so much of it has gone back. */
export function withRefunded(charge: Charge, amountRefunded: number): Charge {
  return {
    ...charge,
    amount_refunded: amountRefunded,
    refunded: amountRefunded >= charge.amount_captured,
  };
}

async function lockCharge(call: Call<CreateRefund>): Promise<Charge> {
  const { records, params } = call;
  const id = params.charge ?? (await chargeOfIntent(call));
  const charge = await records.lock<Charge>(kinds.charge, id);
  if (!charge) throw noSuch("charge", id, "charge");
  if (!charge.paid) throw invalidRequest(`Charge ${id} was not paid, so it cannot be refunded.`);
  return charge;
}

async function chargeOfIntent({ records, params }: Call<CreateRefund>): Promise<string> {
  if (!params.payment_intent)
    throw invalidRequest(
      "One of the following params should be provided for this request: payment_intent or charge.",
    );
  const intent = await records.get<PaymentIntent>(kinds.paymentIntent, params.payment_intent);
  if (!intent) throw noSuch("payment_intent", params.payment_intent, "payment_intent");
  if (intent.status !== "succeeded" || !intent.latest_charge)
    throw invalidRequest(
      `This PaymentIntent (${intent.id}) does not have a successful charge to refund.`,
      { code: "payment_intent_unexpected_state", param: "payment_intent" },
    );
  return intent.latest_charge;
}

/** The bank has, or may yet take, what a refund would give a second time. */
async function refuseWhileDisputed(records: Records, charge: Charge): Promise<void> {
  if (!charge.disputed) return;
  const { data } = await records.list<Dispute>(kinds.dispute, { filter: { charge: charge.id } });
  if (data.every((dispute) => dispute.status === "won")) return;
  throw invalidRequest(`Charge ${charge.id} has been charged back; cannot issue a refund.`, {
    code: "charge_disputed",
  });
}

function alreadyRefunded(charge: Charge): StripeError {
  const message = `Charge ${charge.id} has already been refunded.`;
  const code = "charge_already_refunded";
  return new StripeError(400, { type: "invalid_request_error", code, message }, true);
}

function dollars(cents: number): string {
  return (cents / 100).toFixed(2);
}
