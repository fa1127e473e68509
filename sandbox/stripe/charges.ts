import { z } from "zod";
import type { Call, StripeApi } from "./api";
import type { Ending } from "./cards";
import { noSuch } from "./errors";
import { newId, seconds } from "./ids";
import { listPage } from "./lists";
import { type Charge, kinds, type PaymentIntent, type PaymentMethod } from "./objects";
import { expand, paging } from "./params";

export function mountCharges(api: StripeApi): void {
  api.get("/v1/charges", {
    params: z.strictObject({
      ...paging,
      payment_intent: z.string().optional(),
      customer: z.string().optional(),
    }),
    run: (call) => {
      const { payment_intent, customer } = call.params;
      const filter = { ...(payment_intent && { payment_intent }), ...(customer && { customer }) };
      return listPage(call, kinds.charge, "/v1/charges", { filter });
    },
  });
  api.get("/v1/charges/:id", {
    params: z.strictObject({ expand }),
    run: async ({ records, id }) => {
      const charge = await records.get<Charge>(kinds.charge, id);
      if (!charge) throw noSuch("charge", id);
      return charge;
    },
  });
}

/** Keeps the charge that one attempt at an intent makes, whether it was paid or declined. */
export async function createCharge(
  call: Pick<Call<unknown>, "records" | "now">,
  intent: PaymentIntent,
  method: PaymentMethod,
  outcome: Ending,
): Promise<Charge> {
  const paid = outcome.kind === "pays";
  const charge: Charge = {
    id: newId("ch"),
    object: "charge",
    amount: intent.amount,
    amount_captured: paid ? intent.amount : 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: paid ? newId("txn") : null,
    billing_details: method.billing_details,
    calculated_statement_descriptor: "COLLOQUY",
    captured: paid,
    created: seconds(call.now),
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: paid ? null : outcome.code,
    failure_message: paid ? null : outcome.message,
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: null,
    outcome: paid ? approved : refused(outcome.declineCode),
    paid,
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: { type: "card", card: { ...method.card, network: method.card.brand } },
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    shipping: null,
    statement_descriptor: intent.statement_descriptor,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    status: paid ? "succeeded" : "failed",
    transfer_data: null,
    transfer_group: intent.transfer_group,
  };
  return call.records.put(kinds.charge, charge.id, charge, call.now);
}

const approved: Charge["outcome"] = {
  network_status: "approved_by_network",
  reason: null,
  risk_level: "normal",
  seller_message: "Payment complete.",
  type: "authorized",
};

function refused(reason: string): Charge["outcome"] {
  return {
    network_status: "declined_by_network",
    reason,
    risk_level: "normal",
    seller_message: "The bank did not return any further details with this decline.",
    type: "issuer_declined",
  };
}
