import { Hono } from "hono";
import { z } from "zod";
import type { SandboxDeps } from "../../deps";
import { readJson } from "../../read-json";
import { present } from "../present";
import { byHand } from "../three-d-secure";
import { closeDispute, openDispute } from "./disputes";

const Opening = z.strictObject({ reason: z.string().min(1).default("fraudulent") });

/** What a cardholder and their bank do with a charge. */
export function createDisputeControls(deps: SandboxDeps): Hono {
  const app = new Hono();

  app.post("/charges/:id/dispute", async (c) => {
    const input = await readJson(c.req.raw, Opening);
    if ("errors" in input) return c.json(input, 400);
    const dispute = await deps.store.transaction((records) =>
      openDispute(byHand(deps, records), c.req.param("id"), input.value.reason),
    );
    if (!dispute) return c.json({ message: "no charge with money left that is undisputed" }, 404);
    return c.json(present(dispute, deps.origin()));
  });

  app.post("/disputes/:id/:ending{win|lose}", async (c) => {
    const { id, ending } = c.req.param();
    const dispute = await deps.store.transaction((records) =>
      closeDispute(byHand(deps, records), id, ending === "win" ? "won" : "lost"),
    );
    if (!dispute) return c.json({ message: `no dispute ${id}` }, 404);
    return c.json(present(dispute, deps.origin()));
  });
  return app;
}
