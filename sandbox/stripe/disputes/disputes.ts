import { z } from "zod";
import type { StripeApi } from "../api";
import { noSuch } from "../errors";
import { type Cause, recordEvent } from "../events";
import { newId, seconds } from "../ids";
import { listPage } from "../lists";
import { type Charge, kinds } from "../objects";
import { expand, paging } from "../params";

export type Dispute = {
  id: string;
  object: "dispute";
  amount: number;
  balance_transactions: object[];
  charge: string;
  created: number;
  currency: string;
  enhanced_eligibility_types: [];
  evidence: object;
  evidence_details: {
    due_by: number;
    enhanced_eligibility: object;
    has_evidence: boolean;
    past_due: boolean;
    submission_count: number;
  };
  is_charge_refundable: boolean;
  livemode: false;
  metadata: object;
  network_reason_code: string;
  payment_intent: string;
  payment_method_details: { type: "card"; card: { brand: string; case_type: "chargeback" } };
  reason: string;
  status: "needs_response" | "won" | "lost";
};

const EVIDENCE_SECONDS = 7 * 24 * 60 * 60;

export function mountDisputes(api: StripeApi): void {
  api.get("/v1/disputes", {
    params: z.strictObject({
      ...paging,
      charge: z.string().optional(),
      payment_intent: z.string().optional(),
    }),
    run: (call) => {
      const { charge, payment_intent } = call.params;
      const filter = { ...(charge && { charge }), ...(payment_intent && { payment_intent }) };
      return listPage(call, kinds.dispute, "/v1/disputes", { filter });
    },
  });
  api.get("/v1/disputes/:id", {
    params: z.strictObject({ expand }),
    run: async ({ records, id }) => {
      const dispute = await records.get<Dispute>(kinds.dispute, id);
      if (!dispute) throw noSuch("dispute", id);
      return dispute;
    },
  });
}

/** A cardholder's bank takes back what is left of a charge; the charge can then not be refunded. */
export async function openDispute(
  cause: Cause,
  chargeId: string,
  reason: string,
): Promise<Dispute | undefined> {
  const { records, now } = cause;
  const charge = await records.lock<Charge>(kinds.charge, chargeId);
  const left = charge ? charge.amount_captured - charge.amount_refunded : 0;
  if (!charge || charge.disputed || left <= 0) return undefined;
  const dispute: Dispute = {
    id: newId("du"),
    object: "dispute",
    amount: left,
    balance_transactions: [],
    charge: charge.id,
    created: seconds(now),
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: {},
    evidence_details: {
      due_by: seconds(now) + EVIDENCE_SECONDS,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
    },
    is_charge_refundable: false,
    livemode: false,
    metadata: {},
    network_reason_code: "10.4",
    payment_intent: charge.payment_intent,
    payment_method_details: {
      type: "card",
      card: { brand: charge.payment_method_details.card.brand, case_type: "chargeback" },
    },
    reason,
    status: "needs_response",
  };
  await records.put(kinds.dispute, dispute.id, dispute, now);
  await records.replace(kinds.charge, charge.id, { ...charge, disputed: true });
  await recordEvent(cause, "charge.dispute.created", dispute);
  await recordEvent(cause, "charge.dispute.funds_withdrawn", dispute);
  return dispute;
}

/** The bank's last word. A dispute that is won gives the money back to the merchant. */
export async function closeDispute(
  cause: Cause,
  id: string,
  status: "won" | "lost",
): Promise<Dispute | undefined> {
  const before = await cause.records.lock<Dispute>(kinds.dispute, id);
  if (before?.status !== "needs_response") return before;
  const dispute: Dispute = { ...before, status };
  await cause.records.replace(kinds.dispute, id, dispute);
  if (status === "won") await recordEvent(cause, "charge.dispute.funds_reinstated", dispute);
  await recordEvent(cause, "charge.dispute.closed", dispute);
  return dispute;
}
