import { afterAll, beforeAll, expect, test } from "vitest";
import { type ServedStandIn, serveStandIn } from "../testing/serve-stand-in";
import { calendars } from ".";

let host: ServedStandIn;
beforeAll(async () => {
  host = await serveStandIn(calendars, { clock: () => new Date("2026-03-01T10:00:00Z") });
});
afterAll(() => host.close());

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${host.origin}${path}`, { headers, redirect: "manual" });
const write = (name: string, text: string) =>
  fetch(`${host.origin}/_sandbox/calendars/${name}`, { method: "PUT", body: text });

test("a calendar that was written is served with its version, and counted", async () => {
  const made = (await (await write("mine", "BEGIN:VCALENDAR")).json()) as { url: string };
  expect(made.url).toBe(`${host.origin}/calendars/mine.ics`);
  const first = await get("/calendars/mine.ics");
  expect(first.headers.get("content-type")).toBe("text/calendar; charset=utf-8");
  expect(await first.text()).toBe("BEGIN:VCALENDAR");
  const etag = first.headers.get("etag") ?? "";
  expect((await get("/calendars/mine.ics", { "if-none-match": etag })).status).toBe(304);
  await write("mine", "BEGIN:VCALENDAR again");
  expect((await get("/calendars/mine.ics", { "if-none-match": etag })).status).toBe(200);
  const seen = await (await get("/_sandbox/calendars/mine")).json();
  expect(seen).toMatchObject({ reads: { 200: 2, 304: 1 } });
  await fetch(`${host.origin}/_sandbox/calendars/mine`, { method: "DELETE" });
  expect((await get("/calendars/mine.ics")).status).toBe(404);
});

test("the examples are of the coming week", async () => {
  expect(await (await get("/calendars/google.ics")).text()).toContain("London:20260302T140000");
  expect(await (await get("/calendars/outlook.ics")).text()).toContain("Time:20260303T090000");
  expect(await (await get("/calendars/apple.ics")).text()).toContain("DATE:20260305");
  expect((await get("/calendars/constructor.ics")).status).toBe(404);
});

test("one leads elsewhere, one is a page, one never ends", async () => {
  const elsewhere = await get("/calendars/redirect?to=http%3A%2F%2F10.0.0.1%2F");
  expect([elsewhere.status, elsewhere.headers.get("location")]).toEqual([302, "http://10.0.0.1/"]);
  expect((await get("/calendars/sign-in.ics")).headers.get("content-type")).toContain("text/html");
  const { body } = await get("/calendars/endless.ics");
  const reader = body?.getReader();
  for (let bytes = 0; bytes < 1_000_000; ) bytes += (await reader?.read())?.value?.byteLength ?? 0;
  await reader?.cancel();
});
