import { createHash } from "node:crypto";
import { type Context, Hono } from "hono";
import { stream } from "hono/streaming";
import type { SandboxDeps } from "../deps";
import { examples } from "./examples";

const CALENDAR = "calendars.calendar";

/** `reads` counts every answer by its status. */
type Calendar = { text: string; changed: string; reads: Record<string, number> };

/** A host of calendar files under `/calendars`, and `/_sandbox/calendars` to write them; mount it at the root. */
export function calendars(deps: SandboxDeps): Hono {
  const app = new Hono();

  app.get("/calendars/endless.ics", (c) => trickle(c, 0));
  app.get("/calendars/slow.ics", (c) => trickle(c, 200));
  app.get("/calendars/sign-in.ics", (c) => c.html("<!doctype html><title>Sign in</title>"));
  app.get("/calendars/redirect", (c) => c.redirect(c.req.query("to") ?? "/calendars/google.ics"));
  app.get("/calendars/:file", async (c) => {
    const name = nameOf(c.req.param("file"));
    const written = name && (await deps.store.get<Calendar>(CALENDAR, name));
    const calendar = written || example(deps, name);
    if (!calendar) return c.text("No such calendar.", 404);
    const etag = `"${createHash("sha256").update(calendar.text).digest("hex").slice(0, 32)}"`;
    const status = c.req.header("if-none-match") === etag ? 304 : 200;
    if (written) await count(deps, name, status);
    c.header("ETag", etag);
    c.header("Last-Modified", new Date(calendar.changed).toUTCString());
    if (status === 304) return c.body(null, 304);
    return c.body(calendar.text, 200, { "content-type": "text/calendar; charset=utf-8" });
  });

  app.put("/_sandbox/calendars/:name", async (c) => {
    const name = nameOf(`${c.req.param("name")}.ics`);
    if (!name) return c.json({ message: "a name has letters, digits and hyphens" }, 400);
    const now = deps.clock();
    const text = await c.req.text();
    const { reads = {} } = (await deps.store.get<Calendar>(CALENDAR, name)) ?? {};
    await deps.store.put(CALENDAR, name, { text, changed: now.toISOString(), reads }, now);
    return c.json({ url: `${deps.origin()}/calendars/${name}.ics` });
  });
  app.get("/_sandbox/calendars/:name", async (c) => {
    const calendar = await deps.store.get<Calendar>(CALENDAR, c.req.param("name"));
    return calendar ? c.json(calendar) : c.json({ message: "no such calendar" }, 404);
  });
  app.delete("/_sandbox/calendars/:name", async (c) =>
    c.json({ removed: await deps.store.remove(CALENDAR, c.req.param("name")) }),
  );

  return app;
}

const nameOf = (file: string) => /^([a-zA-Z0-9-]{1,80})\.ics$/.exec(file)?.[1];

function example(deps: SandboxDeps, name: string | undefined) {
  const write = name && Object.hasOwn(examples, name) ? examples[name] : undefined;
  return write && { text: write(deps.clock()), changed: "2026-01-01T00:00:00Z" };
}

async function count(deps: SandboxDeps, name: string, status: number): Promise<void> {
  await deps.store.update<Calendar>(CALENDAR, name, (calendar) => ({
    ...calendar,
    reads: { ...calendar.reads, [status]: (calendar.reads[status] ?? 0) + 1 },
  }));
}

/** A calendar that never ends, sent as fast as it is taken or a line at a time. */
function trickle(c: Context, pauseMs: number): Response {
  return stream(c, async (out) => {
    await out.write("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n");
    while (!out.aborted && !out.closed) {
      await out.write(pauseMs > 0 ? "X-MORE:1\r\n" : "X-MORE:1\r\n".repeat(10_000));
      await out.sleep(pauseMs);
    }
  });
}
