import { Hono } from "hono";
import { z } from "zod";
import type { SandboxDeps } from "../deps";
import { readJson } from "../read-json";
import { type Attempt, failPayment, finishPayment } from "./attempts";
import { StripeError, unexpectedState } from "./errors";
import { type Cause, recordEvent } from "./events";
import { getIntent, lockIntent } from "./find-intent";
import { kinds, type PaymentIntent, type PaymentMethod } from "./objects";
import { resolvePaymentMethod } from "./payment-methods";
import { present } from "./present";
import { failRefund } from "./refund-failures";
import { type Authentication, byHand, finishAuthentication } from "./three-d-secure";

const Tampering = z.strictObject({
  amount: z.int().min(1).optional(),
  amount_received: z.int().min(0).optional(),
  currency: z.string().length(3).optional(),
  metadata: z.record(z.string(), z.string()).optional(),
});

/** What a test does in place of a customer, a bank or an attacker. */
export function createStripeControls(deps: SandboxDeps): Hono {
  const app = new Hono();
  const shown = (intent: PaymentIntent) => present(intent, deps.origin());

  app.post("/payment_intents/:id/:action{succeed|fail}", async (c) => {
    const { id, action } = c.req.param();
    const { intent } = await deps.store.transaction((records) =>
      settle(byHand(deps, records), id, action === "succeed" ? "complete" : "fail"),
    );
    return c.json(shown(intent));
  });

  app.post("/payment_intents/:id/process", async (c) => {
    const intent = await deps.store.transaction((records) =>
      startProcessing(byHand(deps, records), c.req.param("id")),
    );
    return c.json(shown(intent));
  });

  app.post("/payment_intents/:id/tamper", async (c) => {
    const change = await readJson(c.req.raw, Tampering);
    if ("errors" in change) return c.json(change, 400);
    const { id } = await getIntent(deps.store, c.req.param("id"));
    const intent = await deps.store.transaction(async (records) => {
      const before = await lockIntent(records, id);
      return records.replace(kinds.paymentIntent, id, { ...before, ...defined(change.value) });
    });
    return c.json(shown(intent));
  });

  app.post("/refunds/:id/fail", async (c) => {
    const refund = await failRefund(deps, c.req.param("id"));
    if (!refund) return c.json({ message: `no refund ${c.req.param("id")}` }, 404);
    return c.json(present(refund, deps.origin()));
  });

  app.onError((error, c) => {
    if (error instanceof StripeError) return c.json({ error: error.body }, error.status);
    throw error;
  });
  return app;
}

/** Ends what an intent waits for; one that waits for nothing yet is paid with `pm_card_visa`. */
async function settle(cause: Cause, id: string, result: Authentication): Promise<Attempt> {
  const intent = await lockIntent(cause.records, id);
  if (intent.status === "requires_action") return finishAuthentication(cause, id, result);
  if (intent.status === "succeeded" || intent.status === "canceled")
    throw unexpectedState(
      `This PaymentIntent is ${intent.status} already.`,
      present(intent, cause.deps.origin()),
    );
  const method = await methodOf(cause, intent);
  const tried = { ...intent, payment_method: method.id };
  if (result === "complete") return finishPayment(cause, tried, method, { kind: "pays" });
  return failPayment(cause, tried, {
    type: "card_error",
    code: "card_declined",
    decline_code: "generic_decline",
    message: "Your card was declined.",
    payment_method: present(method, cause.deps.origin()),
  });
}

async function startProcessing(cause: Cause, id: string): Promise<PaymentIntent> {
  const intent = await lockIntent(cause.records, id);
  if (["succeeded", "canceled", "processing"].includes(intent.status))
    throw unexpectedState(
      `This PaymentIntent is ${intent.status} already.`,
      present(intent, cause.deps.origin()),
    );
  const method = await methodOf(cause, intent);
  const processing = await cause.records.replace<PaymentIntent>(kinds.paymentIntent, id, {
    ...intent,
    status: "processing",
    next_action: null,
    payment_method: method.id,
  });
  await recordEvent(cause, "payment_intent.processing", processing);
  return processing;
}

async function methodOf(cause: Cause, intent: PaymentIntent): Promise<PaymentMethod> {
  return resolvePaymentMethod(cause, intent.payment_method ?? "pm_card_visa");
}

function defined<T extends object>(change: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(change).filter(([, value]) => value !== undefined),
  ) as Partial<T>;
}
