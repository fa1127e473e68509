import { type Context, Hono } from "hono";
import { html } from "hono/html";
import type { SandboxDeps } from "../deps";
import { type Attempt, failPayment, finishPayment } from "./attempts";
import { cardByNumber } from "./cards";
import { StripeError, unexpectedState } from "./errors";
import type { Cause } from "./events";
import { checkClientSecret, getIntent, lockIntent } from "./find-intent";
import { kinds, type PaymentIntent, type PaymentMethod } from "./objects";
import { page } from "./page";
import { present, presentToBrowser } from "./present";

export type Authentication = "complete" | "fail";

/** Ends the 3-D Secure challenge of an intent that waits for it; else 400 with the intent. */
export async function finishAuthentication(
  cause: Cause,
  id: string,
  result: Authentication,
): Promise<Attempt> {
  const intent = await lockIntent(cause.records, id);
  if (intent.status !== "requires_action")
    throw unexpectedState(
      `This PaymentIntent has a status of ${intent.status} and waits for no authentication.`,
      present(intent, cause.deps.origin()),
    );
  const method = await cause.records.get<PaymentMethod>(
    kinds.paymentMethod,
    intent.payment_method ?? "",
  );
  if (!method) throw new Error(`${id} waits for authentication without a payment method`);
  if (result === "fail")
    return failPayment(cause, intent, {
      type: "invalid_request_error",
      code: "payment_intent_authentication_failure",
      message:
        "We are unable to authenticate your payment method. Please choose a different payment method and try again.",
      payment_method: present(method, cause.deps.origin()),
    });
  const { outcome } = cardByNumber(method._number);
  const ending = outcome.kind === "authenticates" ? outcome.afterwards : outcome;
  return finishPayment(cause, intent, method, ending);
}

/** The bank's page at `/_sandbox/3ds/:id`, and the call that stripe.js makes from its dialog. */
export function createThreeDSecure(deps: SandboxDeps): Hono {
  const app = new Hono();

  app.get("/:id", async (c) => {
    const intent = await getIntent(deps.store, c.req.param("id"));
    const secret = c.req.query("client_secret") ?? "";
    checkClientSecret({ key: "", publishable: true }, intent, secret);
    if (intent.status !== "requires_action") return back(c, intent, undefined);
    const amount = `${(intent.amount / 100).toFixed(2)} ${intent.currency.toUpperCase()}`;
    return c.html(
      page(
        "Confirm your payment",
        html`<p>Your bank asks you to confirm a payment of <strong>${amount}</strong>.</p>
          <form method="post">
            <input type="hidden" name="client_secret" value="${secret}" />
            <button name="result" value="complete">Complete authentication</button>
            <button name="result" value="fail" class="plain">Fail authentication</button>
          </form>`,
      ),
    );
  });

  app.post("/:id", async (c) => {
    const form = await c.req.parseBody();
    const result = form.result === "complete" ? "complete" : "fail";
    const before = await getIntent(deps.store, c.req.param("id"));
    const secret = typeof form.client_secret === "string" ? form.client_secret : undefined;
    checkClientSecret({ key: "", publishable: true }, before, secret);
    const { intent } = await deps.store.transaction((records) =>
      finishAuthentication(byHand(deps, records), before.id, result),
    );
    if (c.req.header("accept") === "application/json")
      return c.json(presentToBrowser(present(intent, deps.origin())));
    return back(c, intent, returnUrlOf(before));
  });

  app.onError((error, c) => {
    if (error instanceof StripeError) return c.json({ error: error.body }, error.status);
    throw error;
  });
  return app;
}

/** The cause of what happens outside Stripe's API. */
export function byHand(deps: SandboxDeps, records: Cause["records"]): Cause {
  return { deps, records, now: deps.clock(), request: { id: null, idempotency_key: null } };
}

function returnUrlOf(intent: PaymentIntent): string | undefined {
  const action = intent.next_action;
  return action?.type === "redirect_to_url"
    ? (action.redirect_to_url.return_url ?? undefined)
    : undefined;
}

function back(
  c: Context,
  intent: PaymentIntent,
  returnUrl: string | undefined,
): Response | Promise<Response> {
  const status = intent.status === "succeeded" ? "succeeded" : "failed";
  if (returnUrl === undefined)
    return c.html(page("Authentication ended", html`<p>The payment has ${status}.</p>`));
  const url = new URL(returnUrl);
  url.searchParams.set("payment_intent", intent.id);
  url.searchParams.set("payment_intent_client_secret", intent.client_secret);
  url.searchParams.set("redirect_status", status);
  return c.redirect(url.href, 303);
}
