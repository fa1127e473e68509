import { Hono } from "hono";
import { z } from "zod";
import { type SandboxDeps, services } from "./deps";
import { FaultInput } from "./faults";
import { readJson } from "./read-json";

const SettingsInput = z.strictObject({
  stripeWebhookUrl: z.url().optional(),
  resendWebhookUrl: z.url().optional(),
});

const ReleaseInput = z.strictObject({
  service: z.enum(services).default("stripe"),
  order: z.enum(["created", "reversed", "shuffled"]).default("created"),
  copies: z.int().min(1).max(20).default(1),
  seed: z.int().min(0).default(1),
});

/** `/_sandbox/*`: health, settings, the fault switch and webhooks; no real service has these. */
export function createControls(deps: SandboxDeps): Hono {
  const app = new Hono();

  app.get("/health", (c) => c.json({ ok: true, origin: deps.origin() }));

  app.post("/settings", async (c) => {
    const input = await readJson(c.req.raw, SettingsInput);
    if ("errors" in input) return c.json(input, 400);
    Object.assign(deps.settings, input.value);
    deps.webhooks.wake();
    return c.json(input.value);
  });

  app.get("/faults", (c) => c.json({ data: deps.faults.list() }));
  app.post("/faults", async (c) => {
    const input = await readJson(c.req.raw, FaultInput);
    if ("errors" in input) return c.json(input, 400);
    return c.json(deps.faults.add(input.value), 201);
  });
  app.delete("/faults", (c) => {
    const cleared = deps.faults.clear(c.req.query("id"));
    deps.webhooks.wake();
    return c.json({ cleared });
  });

  app.get("/webhooks", async (c) => {
    const rows = await deps.store.pool`
      select service, event_id, event_type, attempts, created, due_at, finished_at, outcome
      from sandbox.webhook_deliveries order by id desc limit 100`;
    return c.json({ data: rows });
  });
  app.post("/webhooks/release", async (c) => {
    const input = await readJson(c.req.raw, ReleaseInput);
    if ("errors" in input) return c.json(input, 400);
    const { service, order, copies, seed } = input.value;
    return c.json({ data: await deps.webhooks.release(service, order, copies, seed) });
  });

  return app;
}
