import type { Hono } from "hono";
import { z } from "zod";
import type { SandboxDeps } from "../deps";
import type { Records } from "../store";
import { API_VERSION, type Call, type StripeApi } from "./api";
import { noSuch } from "./errors";
import { newId, seconds } from "./ids";
import { listPage } from "./lists";
import { kinds } from "./objects";
import { expand, paging } from "./params";
import { present } from "./present";

export type Event = {
  id: string;
  object: "event";
  /** The connected account that it happened in; absent for the platform's own. */
  account?: string;
  api_version: string;
  created: number;
  data: { object: object };
  livemode: false;
  pending_webhooks: number;
  request: { id: string | null; idempotency_key: string | null };
  type: string;
};

/** What recording an event needs; a Call has it. */
export type Cause = Pick<Call<unknown>, "deps" | "records" | "now" | "request">;

/**
 * Records what happened to an object, as it is now, and leaves it to be sent as a webhook; with
 * `account` as an event of that connected account.
 */
export async function recordEvent(
  cause: Cause,
  type: string,
  object: object,
  account?: string,
): Promise<Event> {
  const { deps, records, now, request } = cause;
  const event: Event = {
    id: newId("evt"),
    object: "event",
    ...(account && { account }),
    api_version: API_VERSION,
    created: seconds(now),
    data: { object: present(object, deps.origin()) },
    livemode: false,
    pending_webhooks: 1,
    request,
    type,
  };
  await records.put(kinds.event, event.id, event, now);
  await sendEvent(deps, records, event);
  return event;
}

async function sendEvent(deps: SandboxDeps, records: Records, event: Event): Promise<void> {
  const payload = JSON.stringify(event, null, 2);
  const delivery = { service: "stripe", eventId: event.id, eventType: event.type, payload };
  await deps.webhooks.send(records, delivery);
}

const ListEvents = z.strictObject({
  ...paging,
  type: z.string().optional(),
  types: z.array(z.string()).max(20).optional(),
});

export function mountEvents(api: StripeApi): void {
  api.get("/v1/events", {
    params: ListEvents,
    run: (call) => {
      const { type, types } = call.params;
      const wanted = type ? [type] : types;
      return listPage<Event>(call, kinds.event, "/v1/events", {
        anyOf: wanted?.map((name) => ({ type: name })),
      });
    },
  });
  api.get("/v1/events/:id", {
    params: z.strictObject({ expand }),
    run: async ({ records, id, account }) => {
      const event = await records.get<Event>(kinds.event, id);
      // What happened in a connected account is known there alone.
      if (!event || (event.account ?? null) !== account) throw noSuch("event", id);
      return event;
    },
  });
}

/** `POST /_sandbox/events/:id/resend` sends an event once more, as Stripe's dashboard can. */
export function mountEventControls(app: Hono, deps: SandboxDeps): void {
  app.post("/events/:id/resend", async (c) => {
    const event = await deps.store.get<Event>(kinds.event, c.req.param("id"));
    if (!event) return c.json({ message: `no event ${c.req.param("id")}` }, 404);
    await deps.store.transaction((records) => sendEvent(deps, records, event));
    return c.json({ resent: event.id });
  });
}
