import { beforeEach, describe, expect, test } from "vitest";
import { HostedCalendar } from "@/e2e/support/hosted-calendar";
import { type Envelope, expectFailure, stranger } from "./support/api";
import { book, freeSlots, tryHold } from "./support/booking";
import { newOwner, newReader, type Owner, openEveryDay, type Person } from "./support/people";
import { fireCron, hasRunEnded } from "./support/sandbox";
import { app, appLog, mailbox, sandbox, sql } from "./support/stack";
import { waitFor } from "./support/wait-for";

const FEED = "/researchers/me/calendars/feed";
const EXTERNAL = "/researchers/me/calendars/external";
const HOUR_MS = 3_600_000;

type Feed = { url: string; created_at: string };
type External = {
  source: string;
  read_at: string;
  checked_at: string;
  busy_times: number;
  unreadable_events: number;
  problem: string | null;
  failing_since: string | null;
  flagged: boolean;
  conflicts: { session_id: string; start_time: string; end_time: string }[];
};

let reader: Person;
let owner: Owner;
beforeEach(async () => {
  [reader, owner] = await Promise.all([newReader(), newOwner()]);
  await openEveryDay(owner);
});

const tokenIn = (url: string) => /([\w-]{64})\.ics$/.exec(url)?.[1] ?? "";
const renew = async () => {
  const { status, body } = await owner.api.post<Envelope<Feed>>(FEED);
  expect(status).toBe(201);
  return body.data.url;
};

describe("the feed of bookings", () => {
  test("is read by its address alone, and tells when nothing has changed", async () => {
    expect((await owner.api.get<Envelope<Feed | null>>(FEED)).body.data).toBeNull();
    const url = await renew();
    expect((await owner.api.get<Envelope<Feed>>(FEED)).body.data.url).toBe(url);
    const [slot] = await freeSlots(reader.api, owner.researcherId, 1);
    if (!slot) throw new Error("no free time");
    const { session } = await book(reader, slot);

    const first = await fetch(url);
    const text = await first.text();
    expect(first.status).toBe(200);
    expect(first.headers.get("content-type")).toBe("text/calendar; charset=utf-8");
    expect(first.headers.get("cache-control")).toBe("private, no-cache");
    expect(first.headers.get("set-cookie")).toBeNull();
    expect(text).toMatch(/^BEGIN:VCALENDAR\r\n/);
    expect(text).toContain(`UID:${session.id}@colloquy\r\n`);
    expect(text.replace(/\r\n /g, "")).not.toContain(reader.email);

    const etag = first.headers.get("etag") ?? "";
    // The meeting's link comes a little later, and is a change.
    const settled = await waitFor("the feed to have the meeting's link", async () => {
      const again = await fetch(url);
      return (await again.text()).includes("LOCATION:") && again.headers.get("etag");
    });
    const since = (tag: string) => fetch(url, { headers: { "if-none-match": tag } });
    for (const tag of [settled, settled.replace("W/", ""), `"other", ${settled}`]) {
      const unchanged = await since(tag);
      expect([unchanged.status, await unchanged.text()]).toEqual([304, ""]);
      expect(unchanged.headers.get("etag")).toBe(settled);
    }
    if (etag !== settled) expect((await since(etag)).status).toBe(200);
    expect((await fetch(url, { method: "HEAD" })).status).toBe(200);
  });

  test("a new address ends the old one at once, and none is left when it is ended", async () => {
    const first = await renew();
    const second = await renew();
    expect((await fetch(first)).status).toBe(404);
    expect((await fetch(second)).status).toBe(200);
    expect((await owner.api.delete(FEED)).status).toBe(200);
    expect((await fetch(second)).status).toBe(404);
    expectFailure(await owner.api.delete(FEED), 404, "NOT_FOUND");
  });

  test("whatever else is asked for is not there, signed in or not", async () => {
    const url = await renew();
    const token = tokenIn(url);
    const paths = [
      `${token.slice(0, -1)}${token.endsWith("A") ? "B" : "A"}.ics`,
      `${token}`,
      `${token}.ics.ics`,
      `${"a".repeat(64)}.ics`,
      "%00.ics",
      ".ics",
    ];
    for (const path of paths)
      for (const caller of [stranger, owner.api])
        expectFailure(await caller.get(`/api/v1/calendars/${path}`), 404, "NOT_FOUND");
    expectFailure(await stranger.post(`/api/v1/calendars/${token}.ics`), 405);
  });

  test("its address is not written to the log", async () => {
    const url = await renew();
    await fetch(url);
    const other = await renew();
    await fetch(other);
    const log = await waitFor("the requests to be logged", async () => {
      const written = await appLog();
      return written.includes("/api/v1/calendars/[file]") && written;
    });
    for (const secret of [tokenIn(url), tokenIn(other)]) expect(log).not.toContain(secret);
  });
});

describe("a calendar elsewhere", () => {
  const name = (url: string) => owner.api.put<Envelope<External>>(EXTERNAL, { url });
  const state = async () => (await owner.api.get<Envelope<External>>(EXTERNAL)).body.data;

  test("keeps its busy times free of bookings", async () => {
    const calendar = new HostedCalendar(sandbox);
    const [first, second] = await freeSlots(reader.api, owner.researcherId, 2);
    if (!first || !second) throw new Error("no two free times");
    const at = Date.parse(first.start_time);
    await calendar.write({ from: new Date(at), to: new Date(at + HOUR_MS / 2) });
    const named = await name(calendar.url);
    expect(named.status).toBe(200);
    expect(named.body.data).toEqual({
      source: `${sandbox}/…/…`,
      read_at: expect.any(String),
      checked_at: named.body.data.read_at,
      busy_times: 1,
      unreadable_events: 0,
      problem: null,
      failing_since: null,
      flagged: false,
      conflicts: [],
    });
    expectFailure(await tryHold(reader, first), 409, "SLOT_UNAVAILABLE");
    const { session } = await book(reader, second);

    const then = Date.parse(second.start_time);
    await calendar.write({ from: new Date(then), to: new Date(then + HOUR_MS) });
    await sql`update external_calendars set checked_at = now() - interval '1 minute'
      where researcher_id = ${owner.researcherId}`;
    const again = await owner.api.post<Envelope<External>>(`${EXTERNAL}/read`);
    expect(again.body.data.conflicts).toEqual([
      { session_id: session.id, start_time: second.start_time, end_time: second.end_time },
    ]);
    expectFailure(await owner.api.post(`${EXTERNAL}/read`), 429, "RATE_LIMITED");
    expect((await tryHold(reader, first)).status).toBe(201);

    expect((await owner.api.delete(EXTERNAL)).status).toBe(200);
    expect(await state()).toBeNull();
    expectFailure(await owner.api.delete(EXTERNAL), 404, "NOT_FOUND");
    expectFailure(await owner.api.post(`${EXTERNAL}/read`), 404, "NOT_FOUND");
  });

  test("that cannot be one is refused, naming the field", async () => {
    for (const url of [
      undefined,
      7,
      "",
      "calendar",
      "ftp://example.org/a.ics",
      "https://me:secret@example.org/a.ics",
      "http://127.0.0.1:1/a.ics",
      "http://127.0.0.1:8080/a.ics",
      "http://[::1]:8080/",
      "http://169.254.169.254/latest/meta-data/",
      `${app.replace("localhost", "127.0.0.1")}/api/v1/health`,
      `${sandbox}/calendars/sign-in.ics`,
      `${sandbox}/calendars/endless.ics`,
      `${sandbox}/calendars/redirect?to=${encodeURIComponent("http://10.0.0.1/")}`,
    ]) {
      const { error } = expectFailure(await owner.api.put(EXTERNAL, { url }), 400, "INVALID_INPUT");
      expect(Object.keys(error.details.fields ?? {}), String(url)).toEqual(["url"]);
    }
    expect(await state()).toBeNull();
  });

  test("is for researchers only, each for their own", async () => {
    for (const [method, path] of [
      ["GET", FEED],
      ["POST", FEED],
      ["DELETE", FEED],
      ["GET", EXTERNAL],
      ["PUT", EXTERNAL],
      ["DELETE", EXTERNAL],
      ["POST", `${EXTERNAL}/read`],
    ] as const) {
      expectFailure(await reader.api.send(method, path), 403, "FORBIDDEN");
      expectFailure(await stranger.send(method, path), 401, "UNAUTHENTICATED");
    }
  });

  test("is read again by the clock; one that fails for a day is told by mail, once, and still blocks", async () => {
    const calendar = new HostedCalendar(sandbox);
    const [first, second] = await freeSlots(reader.api, owner.researcherId, 2);
    if (!first || !second) throw new Error("no two free times");
    const hour = ({ start_time, end_time }: typeof first) => ({
      from: new Date(start_time),
      to: new Date(end_time),
    });
    await calendar.write(hour(first));
    await name(calendar.url);
    await calendar.write(hour(first), hour(second));
    const makeDue = () =>
      sql`update external_calendars set due_at = now() where researcher_id = ${owner.researcherId}`;
    await makeDue();
    await fireCron("poll-calendars");
    await waitFor("the calendar to be read", async () => (await state()).busy_times === 2);

    await calendar.remove();
    await makeDue();
    await fireCron("poll-calendars");
    const failing = await waitFor("the calendar to fail", async () => {
      const now = await state();
      return now.problem && now;
    });
    expect(failing).toMatchObject({
      problem: "there is no calendar at its address, or no longer",
      busy_times: 2,
      flagged: false,
    });
    await sql`update external_calendars set failing_since = now() - interval '25 hours'
      where researcher_id = ${owner.researcherId}`;
    await fireCron("poll-calendars");
    const mail = await mailbox.waitFor({ to: owner.email, tag: "kind:calendar-failing" });
    expect(mail.subject).toBe("We can no longer read your calendar");
    expect((await state()).flagged).toBe(true);
    expectFailure(await tryHold(reader, second), 409, "SLOT_UNAVAILABLE");
    const run = await fireCron("poll-calendars");
    await waitFor("the poll to end", () => hasRunEnded("poll-calendars", run));
    const told = await sql`select id from outbox where name = 'calendar/failing'
      and data->>'calendarId' = (select id::text from external_calendars
        where researcher_id = ${owner.researcherId})`;
    expect(told).toHaveLength(1);
    expect(await mailbox.find({ to: owner.email, tag: "kind:calendar-failing" })).toHaveLength(1);
  });
});
