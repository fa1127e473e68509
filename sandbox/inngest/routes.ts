import { Hono } from "hono";
import { z } from "zod";
import type { Engine } from "./context";
import { IncomingEvents, receiveEvents } from "./events";
import { firstIssue } from "./first-issue";
import { listRuns, measureLoad, type RunFilter } from "./overview";
import { runsPage } from "./page";
import { RegistrationError, registerApp } from "./register";
import { hashSigningKey, sameText } from "./signature";
import { syncApp } from "./sync";
import { fireCron } from "./ticks";

export type RouteOptions = {
  engine: Engine;
  eventKey: () => string | undefined;
  advance: (ms: number) => Promise<void>;
};

/** The server's HTTP API, and the sandbox's own controls under `/_sandbox/inngest`. */
export function createRoutes({ engine, eventKey, advance }: RouteOptions): Hono {
  const app = new Hono();

  app.post("/e/:key", async (c) => {
    const key = eventKey();
    if (key && !sameText(key, c.req.param("key")))
      return c.json({ error: "Event key not found", status: 401 }, 401);
    const events = IncomingEvents.safeParse(await c.req.json().catch(() => undefined));
    if (!events.success) return c.json({ error: firstIssue(events.error), status: 400 }, 400);
    return c.json({ ids: await receiveEvents(engine, events.data), status: 200 });
  });

  app.post("/fn/register", async (c) => {
    const key = engine.signingKey();
    const given = c.req.header("authorization") ?? "";
    if (key && !sameText(given, `Bearer ${hashSigningKey(key)}`))
      return c.json({ status: 401, error: "The signing key is not this server's" }, 401);
    try {
      await registerApp(engine, await c.req.json().catch(() => undefined));
      return c.json({ ok: true, modified: true, status: 200 });
    } catch (error) {
      if (!(error instanceof RegistrationError)) throw error;
      return c.json({ ok: false, modified: false, status: 400, error: error.message }, 400);
    }
  });

  app.get("/_sandbox/inngest", async (c) =>
    c.html(runsPage(await listRuns(engine, { limit: 50 }), await measureLoad(engine))),
  );
  app.get("/_sandbox/inngest/runs", async (c) => {
    const filter: RunFilter = {};
    const { function: fn, status } = c.req.query();
    if (fn) filter.function = withoutNul(fn);
    if (status) filter.status = withoutNul(status);
    const events = c.req.queries("event");
    if (events) filter.events = events.map(withoutNul);
    return c.json(await listRuns(engine, filter));
  });
  app.get("/_sandbox/inngest/idle", async (c) => c.json(await measureLoad(engine)));

  app.post("/_sandbox/inngest/cron", async (c) => {
    const input = z
      .object({ function: z.string() })
      .safeParse(await c.req.json().catch(() => undefined));
    if (!input.success) return c.json({ error: firstIssue(input.error) }, 400);
    const id = await resolveFunction(engine, withoutNul(input.data.function));
    const runId = id && (await fireCron(engine, id));
    if (!runId) return c.json({ error: `no cron function is called ${input.data.function}` }, 404);
    return c.json({ id: runId });
  });

  app.post("/_sandbox/inngest/advance", async (c) => {
    const input = z
      .object({ ms: z.int().min(1).max(Number.MAX_SAFE_INTEGER) })
      .safeParse(await c.req.json().catch(() => undefined));
    if (!input.success) return c.json({ error: firstIssue(input.error) }, 400);
    await advance(input.data.ms);
    engine.wake();
    return c.json({ now: engine.now().toISOString() });
  });

  app.post("/_sandbox/inngest/sync", async (c) => {
    const input = z.object({ url: z.url() }).safeParse(await c.req.json().catch(() => undefined));
    if (!input.success) return c.json({ error: firstIssue(input.error) }, 400);
    try {
      return c.json(await syncApp(engine, input.data.url));
    } catch (error) {
      if (!(error instanceof RegistrationError)) throw error;
      return c.json({ error: error.message }, 400);
    }
  });

  return app;
}

/** The full id of a function given by it or by the part after the app's name. */
async function resolveFunction(engine: Engine, name: string): Promise<string | undefined> {
  const [row] = await engine.sql<{ id: string }[]>`
    select id from inngest.function where id = ${name} or id = app || '-' || ${name} limit 1`;
  return row?.id;
}

/** PostgreSQL's texts cannot hold U+0000. */
function withoutNul(text: string): string {
  return text.replaceAll("\u0000", "");
}
