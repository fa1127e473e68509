import { Hono } from "hono";
import { cors } from "hono/cors";
import type { SandboxDeps } from "../deps";
import { StripeApi } from "./api";
import { createBillingControls } from "./billing/controls";
import { mountInvoices } from "./billing/invoice-calls";
import { mountPrices } from "./billing/prices";
import { watchSubscriptions } from "./billing/renewals";
import { mountSubscriptions } from "./billing/subscriptions";
import { mountCancel } from "./cancel";
import { mountCharges } from "./charges";
import { mountConfirm } from "./confirm";
import { mountAccountLinks } from "./connect/account-links";
import { mountAccounts } from "./connect/accounts";
import { createConnectControls } from "./connect/controls";
import { createConnectPages } from "./connect/onboarding";
import { mountReversals } from "./connect/reversals";
import { mountTransfers } from "./connect/transfers";
import { createStripeControls } from "./controls";
import { mountCustomers } from "./customers";
import { createDisputeControls } from "./disputes/controls";
import { mountDisputes } from "./disputes/disputes";
import { noSuchRoute } from "./errors";
import { mountEventControls, mountEvents } from "./events";
import { mountPaymentIntents } from "./payment-intents";
import { createReceipts } from "./receipts";
import { watchFailingRefunds } from "./refund-failures";
import { mountRefunds } from "./refunds";
import { createStripeJs } from "./stripe-js";
import { createThreeDSecure } from "./three-d-secure";
import { registerStripeWebhooks } from "./webhooks";

/** Stripe's API at `/v1/*`, `/stripe.js` for the browser, and the pages and controls behind them. */
export function createStripe(deps: SandboxDeps): Hono {
  registerStripeWebhooks(deps);
  watchFailingRefunds(deps);
  watchSubscriptions(deps);
  const app = new Hono();
  app.use("/v1/*", cors({ origin: "*", exposeHeaders: ["Request-Id"] }));
  app.use("/_sandbox/3ds/*", cors({ origin: "*" }));

  const api = new StripeApi(deps);
  mountCustomers(api);
  mountPaymentIntents(api);
  mountConfirm(api);
  mountCancel(api);
  mountCharges(api);
  mountRefunds(api);
  mountDisputes(api);
  mountAccounts(api);
  mountAccountLinks(api);
  mountTransfers(api);
  mountReversals(api);
  mountPrices(api);
  mountSubscriptions(api);
  mountInvoices(api);
  mountEvents(api);
  api.app.all("/v1/*", (c) => {
    throw noSuchRoute(c.req.method, c.req.path);
  });
  app.route("/", api.app);

  const controls = createStripeControls(deps);
  mountEventControls(controls, deps);
  app.route("/", createStripeJs());
  app.route("/_sandbox/3ds", createThreeDSecure(deps));
  app.route("/_sandbox/receipts", createReceipts(deps));
  app.route("/_sandbox/connect", createConnectPages(deps));
  app.route("/_sandbox", createConnectControls(deps));
  app.route("/_sandbox", createDisputeControls(deps));
  app.route("/_sandbox", createBillingControls(deps));
  app.route("/_sandbox", controls);
  return app;
}
