import type { AddressInfo, Server } from "node:net";
import { serve } from "@hono/node-server";
import type { Hono } from "hono";
import { type SandboxDeps, type Settings, silentLog } from "../deps";
import { Faults } from "../faults";
import { Store } from "../store";
import { Webhooks } from "../webhooks";
import { createEmptyDatabase } from "./empty-database";

export type ServedStandIn = { origin: string; deps: SandboxDeps; close(): Promise<void> };

/** One stand-in alone, on a free port and a database of its own, until `close`. */
export async function serveStandIn(
  standIn: (deps: SandboxDeps) => Hono,
  options: { clock?: () => Date; settings?: Settings } = {},
): Promise<ServedStandIn> {
  const database = await createEmptyDatabase();
  const store = await Store.open(database.url);
  const clock = options.clock ?? (() => new Date());
  const faults = new Faults();
  const webhooks = new Webhooks({ store, faults, clock, log: silentLog });
  const stops: (() => void | Promise<void>)[] = [];
  let origin = "";
  const deps: SandboxDeps = {
    store,
    faults,
    webhooks,
    clock,
    log: silentLog,
    settings: { ...options.settings },
    origin: () => origin,
    onClose: (stop) => stops.push(stop),
  };
  const server = await listen(standIn(deps));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    deps,
    async close() {
      await new Promise((resolve) => server.close(resolve));
      for (const stop of stops) await stop();
      await webhooks.close();
      await store.close();
      await database.drop();
    },
  };
}

function listen(app: Hono): Promise<Server> {
  return new Promise((resolve) => {
    const server = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, () =>
      resolve(server as Server),
    );
  });
}
