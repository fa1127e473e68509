import { z } from "zod";
import { asJson, type Db, type Engine } from "./context";
import { ulid } from "./ulid";

const DEDUPE_MS = 24 * 60 * 60 * 1000;

/** PostgreSQL's texts cannot hold U+0000. */
const text = z
  .string()
  .max(256)
  .refine((value) => !value.includes("\u0000"), "must not contain U+0000");
const IncomingEvent = z.looseObject({
  id: text.nullish(),
  name: text.min(1),
  data: z.record(z.string(), z.unknown()).nullish(),
  ts: z.number().nullish(),
});
/** What `POST /e/:key` takes: one event or several. */
export const IncomingEvents = z.union([
  z.array(IncomingEvent).max(5000),
  IncomingEvent.transform((event) => [event]),
]);
export type IncomingEvent = z.infer<typeof IncomingEvent>;

/** Keeps the events and returns their ids; what they set off happens soon after. */
export async function receiveEvents(engine: Engine, events: IncomingEvent[]): Promise<string[]> {
  const ids = await engine.sql.begin(async (tx) => {
    const kept: string[] = [];
    for (const event of events) kept.push(await addEvent(engine, tx, event));
    return kept;
  });
  engine.wake();
  return ids;
}

/** Keeps one event; an id that came within 24 hours before is ignored. */
export async function addEvent(engine: Engine, tx: Db, event: IncomingEvent): Promise<string> {
  const now = engine.now();
  const id = event.id || ulid(now);
  const body = { ...event, id, data: event.data ?? {}, ts: event.ts ?? now.getTime() };
  await tx`
    insert into inngest.event (id, body, received_at)
    values (${id}, ${asJson(body)}::text::jsonb, ${now})
    on conflict (id) do update set body = excluded.body, received_at = excluded.received_at,
      place = nextval('inngest.place'), dispatched = false
      where event.dispatched and event.received_at <= ${new Date(now.getTime() - DEDUPE_MS)}`;
  return id;
}
