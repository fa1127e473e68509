import { z } from "zod";
import type { Call, StripeApi } from "../api";
import { attemptPayment } from "../attempts";
import { invalidRequest, noSuch, StripeError } from "../errors";
import { lockIntent } from "../find-intent";
import { listPage } from "../lists";
import { kinds, type PaymentMethod } from "../objects";
import { expand, flag, paging } from "../params";
import { resolvePaymentMethod } from "../payment-methods";
import { present } from "../present";
import { listOf } from "./invoices";
import { invoiceOf } from "./lock";
import { type Invoice, intentOf, type Subscription } from "./objects";

const PayInvoice = z.strictObject({
  payment_method: z.string().optional(),
  off_session: flag.optional(),
  expand,
});
type PayInvoice = z.infer<typeof PayInvoice>;

export function mountInvoices(api: StripeApi): void {
  api.get("/v1/invoices", {
    params: z.strictObject({
      ...paging,
      customer: z.string().optional(),
      subscription: z.string().optional(),
      status: z.enum(["open", "paid", "void"]).optional(),
    }),
    run: (call) => {
      const { customer, subscription, status } = call.params;
      const parent = subscription && { parent: { subscription_details: { subscription } } };
      return listPage<Invoice>(call, kinds.invoice, "/v1/invoices", {
        filter: { ...(customer && { customer }), ...(status && { status }), ...parent },
      });
    },
  });
  api.get("/v1/invoices/:id", {
    params: z.strictObject({ expand }),
    run: ({ records, id }) => invoiceOf(records, id),
  });
  api.post("/v1/invoices/:id/pay", { params: PayInvoice, run: payInvoice });
  api.get("/v1/invoice_payments", {
    params: z.strictObject({
      ...paging,
      invoice: z.string().optional(),
      payment: z
        .strictObject({ type: z.literal("payment_intent"), payment_intent: z.string().optional() })
        .optional(),
    }),
    run: async ({ records, params }) => {
      const { invoice, payment } = params;
      const wanted = payment?.payment_intent && {
        payment: { payment_intent: payment.payment_intent },
      };
      const { data } = await records.list<Invoice>(kinds.invoice, {
        filter: {
          ...(invoice && { id: invoice }),
          ...(wanted && { payments: { data: [wanted] } }),
        },
        limit: params.limit,
      });
      return listOf(
        "/v1/invoice_payments",
        data.flatMap(({ payments }) => payments.data),
      );
    },
  });
}

/** Charges an open invoice to a card of the customer; 402 when it is declined or must be confirmed. */
async function payInvoice(call: Call<PayInvoice>): Promise<Invoice> {
  const { records, id, params } = call;
  const intent = await lockIntent(records, intentOf(await invoiceOf(records, id)));
  const invoice = await invoiceOf(records, id);
  if (invoice.status !== "open")
    throw invalidRequest(invoice.status === "paid" ? "Invoice is already paid" : "Invoice is void");
  const method = await chooseMethod(call, invoice);
  const attempt = await attemptPayment(call, intent, method, {
    nextAction: {
      type: "use_stripe_sdk",
      use_stripe_sdk: { type: "three_d_secure_redirect", stripe_js: "" },
    },
    offSession: params.off_session ?? true,
  });
  if (attempt.declined) throw attempt.declined;
  if (attempt.intent.status === "requires_action") {
    const body = {
      type: "card_error" as const,
      code: "invoice_payment_intent_requires_action",
      message:
        "Payment for this invoice requires additional user action before it can be completed successfully.",
      payment_intent: present(attempt.intent, call.deps.origin()),
    };
    throw new StripeError(402, body, true);
  }
  return invoiceOf(records, id);
}

async function chooseMethod(call: Call<PayInvoice>, invoice: Invoice): Promise<PaymentMethod> {
  const { records, params } = call;
  const { subscription: of } = invoice.parent.subscription_details;
  const subscription = await records.get<Subscription>(kinds.subscription, of);
  const id = params.payment_method ?? subscription?.default_payment_method;
  if (!id)
    throw invalidRequest(
      "There is no `default_payment_method` set on this Customer or Invoice. Please set one.",
      { code: "resource_missing" },
    );
  const method = await resolvePaymentMethod(call, id);
  // A ready one such as pm_card_visa is as good as attached.
  if (method.id === id && method.customer !== invoice.customer)
    throw noSuch("PaymentMethod", id, "payment_method");
  return method;
}
