import { afterAll, beforeAll, expect, test } from "vitest";
import { createDatabase } from "@/db/client";
import { recordAlert } from "@/lib/platform/alerts";
import { captureLog } from "@/lib/platform/captured-log.fixture";
import { at, createWorld, later, NOW, type World } from "@/lib/sessions/sessions.fixture";
import { writeMetrics } from "./write-metrics";

let world: World;
beforeAll(async () => {
  world = await createWorld();
  captureLog();
});
afterAll(() => world.close());

const write = (db = world.db) => writeMetrics({ db, now: NOW }, ["relay"]);
const valuesOf = (text: string, name: string) =>
  text.split("\n").filter((line) => line.startsWith(name) && /^[a-z_]+[{ ]/.test(line));

test("what is stored is counted by its state, and what is late is timed", async () => {
  const [reader, researcher] = [await world.reader(), await world.researcher()];
  await world.booked(reader, researcher, at("04T09:00"));
  await world.hold(reader, researcher, at("04T11:00"));
  await world.sql`insert into webhook_events (id, provider, type)
    values ('evt_1', 'stripe', 'payment_intent.succeeded')`;
  await world.sql`insert into sent_mails (key, kind, recipient, sent_at) values
    ('a', 'receipt', 'ada@private.example', now()), ('b', 'receipt', 'ben@private.example', null)`;
  await recordAlert(world.db, { kind: "refund_failed", subject: "1", message: "x" });
  await recordAlert(world.db, { kind: "refund_failed", subject: "2", message: "x" });
  await world.sql`update alerts set resolved_at = now() where key like '%2'`;
  await world.sql`update outbox set created_at = ${later(-1.5).toISOString()}`;
  const [waiting] = await world.sql`select count(*)::int from outbox`;
  const text = await write();
  const expectValues = (name: string, ...lines: string[]) =>
    expect(valuesOf(text, name).sort()).toEqual(lines.map((line) => `${name}${line}`).sort());
  expectValues("colloquy_sessions", '{state="confirmed"} 1', '{state="held"} 1');
  expectValues("colloquy_payments", '{status="completed"} 1');
  expectValues("colloquy_alerts_open", '{kind="refund_failed"} 1');
  expectValues(
    "colloquy_mails",
    '{kind="receipt",outcome="sent"} 1',
    '{kind="receipt",outcome="open"} 1',
  );
  expectValues("colloquy_webhook_events", '{provider="stripe",type="payment_intent.succeeded"} 1');
  expectValues("colloquy_outbox_unsent", ` ${waiting?.count}`);
  expectValues("colloquy_outbox_lag_seconds", " 90");
  expectValues("colloquy_job_lag_seconds", '{job="relay"} +Inf');
  expect(text).toContain('colloquy_overdue_seconds{work="holds"} 0');
  expect(text).toContain("colloquy_database_read 1");
  expect(text).toMatch(/^process_cpu_seconds_total /m);
  expect(text).not.toContain("@private.example");
});

test("every line is of the text format, each metric told once and in one piece", async () => {
  const lines = (await write()).split("\n").filter(Boolean);
  const isLine =
    /^(# (HELP [a-zA-Z_:][\w:]* .+|TYPE [a-zA-Z_:][\w:]* (counter|gauge|histogram|summary|untyped))|[a-zA-Z_:][\w:]*(\{([a-zA-Z_]\w*="([^"\\\n]|\\[\\"n])*",?)*\})? ([+-]?Inf|Na[Nn]|[-+\d.e]+))$/;
  expect(lines.filter((line) => !isLine.test(line))).toEqual([]);
  const types = lines.filter((line) => line.startsWith("# TYPE")).map((line) => line.split(" ")[2]);
  expect(new Set(types).size).toBe(types.length);
});

test("without the database the process still tells of itself", async () => {
  const db = createDatabase("postgres://nobody@127.0.0.1:1/none", { max: 1 });
  const text = await write(db);
  expect(text).toContain("colloquy_database_read 0");
  expect(text).toMatch(/^nodejs_heap_size_used_bytes /m);
  expect(text).not.toContain("colloquy_sessions");
});
