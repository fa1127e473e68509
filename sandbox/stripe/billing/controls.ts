import { Hono } from "hono";
import { z } from "zod";
import type { SandboxDeps } from "../../deps";
import { readJson } from "../../read-json";
import { StripeError } from "../errors";
import { kinds, type PaymentMethod } from "../objects";
import { present } from "../present";
import type { Subscription } from "./objects";
import { letTimePass } from "./renewals";

const DAY_MS = 86_400_000;

const Advance = z.strictObject({ days: z.number().min(0).max(3_660) });
const Card = z.strictObject({ number: z.string().regex(/^\d{12,19}$/) });
const Retries = z.strictObject({ afterwards: z.enum(["cancel", "unpaid"]) });

/** What happens to a subscription without anybody's call: time, and what becomes of the card. */
export function createBillingControls(deps: SandboxDeps): Hono {
  const app = new Hono();

  app.post("/subscriptions/:id/advance", async (c) => {
    const input = await readJson(c.req.raw, Advance);
    if ("errors" in input) return c.json(input, 400);
    const after = await letTimePass(deps, c.req.param("id"), input.value.days * DAY_MS);
    return c.json(present(after, deps.origin()));
  });

  app.post("/subscriptions/:id/card", async (c) => {
    const input = await readJson(c.req.raw, Card);
    if ("errors" in input) return c.json(input, 400);
    const { number: _number } = input.value;
    const subscription = await deps.store.get<Subscription>(kinds.subscription, c.req.param("id"));
    const method = await deps.store.update<PaymentMethod>(
      kinds.paymentMethod,
      subscription?.default_payment_method ?? "",
      (before) => ({ ...before, _number }),
    );
    if (!method) return c.json({ message: "no such subscription, or it has no card" }, 404);
    return c.json(present(method, deps.origin()));
  });

  app.post("/subscriptions/:id/retries", async (c) => {
    const input = await readJson(c.req.raw, Retries);
    if ("errors" in input) return c.json(input, 400);
    const { afterwards: _afterRetries } = input.value;
    const after = await deps.store.update<Subscription>(
      kinds.subscription,
      c.req.param("id"),
      (before) => ({ ...before, _afterRetries }),
    );
    if (!after) return c.json({ message: `no subscription ${c.req.param("id")}` }, 404);
    return c.json(present(after, deps.origin()));
  });

  app.onError((error, c) => {
    if (error instanceof StripeError) return c.json({ error: error.body }, error.status);
    throw error;
  });
  return app;
}
