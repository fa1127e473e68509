import { Hono } from "hono";
import { html } from "hono/html";
import type { SandboxDeps } from "../deps";
import { type Charge, kinds } from "./objects";
import { page } from "./page";

/** The page behind a charge's `receipt_url`. */
export function createReceipts(deps: SandboxDeps): Hono {
  const app = new Hono();
  app.get("/:id", async (c) => {
    const charge = await deps.store.get<Charge>(kinds.charge, c.req.param("id"));
    if (!charge?.paid) return c.html(page("No such receipt", html``), 404);
    const money = (cents: number) => `${(cents / 100).toFixed(2)} ${charge.currency.toUpperCase()}`;
    const { brand, last4 } = charge.payment_method_details.card;
    return c.html(
      page(
        "Receipt",
        html`<dl>
          <dt>Paid</dt><dd>${money(charge.amount_captured)}</dd>
          <dt>Refunded</dt><dd>${money(charge.amount_refunded)}</dd>
          <dt>Date</dt><dd>${new Date(charge.created * 1000).toUTCString()}</dd>
          <dt>Card</dt><dd>${brand} ending in ${last4}</dd>
          <dt>For</dt><dd>${charge.description ?? "–"}</dd>
          <dt>Number</dt><dd>${charge.id}</dd>
        </dl>`,
      ),
    );
  });
  return app;
}
