import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { calendarFile } from "@/lib/notifications/calendar-file";
import type { UserActor } from "@/lib/platform/context";
import { DAY_MS } from "@/lib/platform/time";
import { acceptSession } from "@/lib/sessions/accept-session";
import { cancelSession } from "@/lib/sessions/cancel-session";
import { rescheduleSession } from "@/lib/sessions/reschedule-session";
import {
  at,
  createWorld,
  NOW,
  refusal,
  slotAt,
  type TestResearcher,
  type World,
} from "@/lib/sessions/sessions.fixture";
import { feedToken } from "./feed-address";
import { endFeed, getOwnFeed, renewFeed } from "./own-feed";
import { readFeed } from "./read-feed";

let world: World;
let amara: TestResearcher;
let ada: UserActor;
beforeAll(async () => {
  world = await createWorld();
});
beforeEach(async () => {
  amara = await world.researcher();
  ada = await world.reader();
});
afterAll(() => world.close());

const own = (now = NOW) => world.as(amara.actor, now);
const tokenOf = (url: string) => /\/api\/v1\/calendars\/([\w-]+)\.ics$/.exec(url)?.[1] ?? "";
const read = (url: string, now = NOW) =>
  readFeed({ db: world.db, now }, tokenOf(url)).then(({ text, etag }) => ({
    etag,
    lines: text.replace(/\r\n[ \t]/g, "").split("\r\n"),
  }));
const eventsOf = (lines: string[], name: string) =>
  lines.filter((line) => line.startsWith(`${name}:`)).map((line) => line.slice(name.length + 1));

test("a feed has the bookings as the invitations have them, and no address of the reader", async () => {
  const session = await world.booked(ada, amara, at("04T09:00"));
  const { url } = await renewFeed(own());
  const { lines } = await read(url);
  for (const line of [
    "REFRESH-INTERVAL;VALUE=DURATION:PT15M",
    "X-PUBLISHED-TTL:PT15M",
    `UID:${session.id}@colloquy`,
    "SEQUENCE:0",
    "STATUS:CONFIRMED",
    "DTSTART:20260304T090000Z",
    "DTEND:20260304T100000Z",
  ])
    expect(lines).toContain(line);
  expect(lines.join("\n")).not.toContain(ada.email);
  const file = await calendarFile(own(), { sessionId: session.id });
  const same = (line: string) => /^(UID|SEQUENCE|SUMMARY|DTSTART|DTEND)/.test(line);
  expect(lines.filter(same)).toEqual(file.split("\r\n").filter(same));
});

test("requests are tentative until accepted, and what is canceled is gone", async () => {
  const careful = await world.researcher({ requiresAcceptance: true });
  const session = await world.booked(ada, careful, at("04T09:00"));
  const { url } = await renewFeed(world.as(careful.actor));
  const before = await read(url);
  expect(eventsOf(before.lines, "STATUS")).toEqual(["TENTATIVE"]);
  await acceptSession(world.as(careful.actor), { sessionId: session.id });
  const after = await read(url);
  expect(eventsOf(after.lines, "STATUS")).toEqual(["CONFIRMED"]);
  expect(after.etag).not.toBe(before.etag);
  await cancelSession(world.as(careful.actor), { sessionId: session.id });
  expect(eventsOf((await read(url)).lines, "UID")).toEqual([]);
});

test("a moved session stays one event, with the next sequence", async () => {
  const session = await world.booked(ada, amara, at("04T09:00"));
  await rescheduleSession(world.as(ada), {
    ...slotAt(amara, at("05T11:00")),
    sessionId: session.id,
  });
  const { lines } = await read((await renewFeed(own())).url);
  expect(eventsOf(lines, "UID")).toEqual([`${session.id}@colloquy`]);
  expect(eventsOf(lines, "SEQUENCE")).toEqual(["1"]);
  expect(eventsOf(lines, "DTSTART")).toEqual(["20260305T110000Z"]);
});

test("a hold that is not paid is not in it, nor another's booking, nor one long past", async () => {
  await world.hold(ada, amara, at("04T09:00"));
  await world.booked(await world.reader(), await world.researcher(), at("04T09:00"));
  await world.booked(await world.reader(), amara, at("05T09:00"));
  const { url } = await renewFeed(own());
  expect(eventsOf((await read(url)).lines, "DTSTART")).toEqual(["20260305T090000Z"]);
  const muchLater = new Date(at("05T10:00").getTime() + 90 * DAY_MS);
  expect(eventsOf((await read(url, muchLater)).lines, "UID")).toEqual([]);
});

test("the ETag stays as long as the bookings do", async () => {
  await world.booked(ada, amara, at("04T09:00"));
  const { url } = await renewFeed(own());
  const first = await read(url);
  expect((await read(url, new Date(NOW.getTime() + DAY_MS))).etag).toBe(first.etag);
  await world.booked(await world.reader(), amara, at("04T11:00"));
  expect((await read(url)).etag).not.toBe(first.etag);
});

test("a new address ends the one before at once, and the feed can be ended", async () => {
  expect(await getOwnFeed(own())).toBeNull();
  const first = await renewFeed(own());
  expect(await getOwnFeed(own())).toEqual(first);
  const second = await renewFeed(own());
  expect(second.url).not.toBe(first.url);
  expect(await refusal(read(first.url))).toMatchObject({ code: "NOT_FOUND" });
  await read(second.url);
  await endFeed(own());
  expect(await refusal(read(second.url))).toMatchObject({ code: "NOT_FOUND" });
  expect(await refusal(endFeed(own()))).toMatchObject({ code: "NOT_FOUND" });
});

test("no other token opens it: each part of it counts", async () => {
  const { url } = await renewFeed(own());
  const token = tokenOf(url);
  const other = tokenOf((await renewFeed(world.as((await world.researcher()).actor))).url);
  const flipped = (n: number) =>
    token.slice(0, n) + (token[n] === "A" ? "B" : "A") + token.slice(n + 1);
  const guesses = [
    ...[0, 10, 21, 30, 62].map(flipped),
    token.slice(0, 30) + other.slice(30),
    token.slice(1),
    `${token}A`,
    "",
    feedToken(crypto.randomUUID()),
  ];
  for (const guess of guesses)
    expect(await refusal(readFeed({ db: world.db, now: NOW }, guess))).toMatchObject({
      code: "NOT_FOUND",
    });
});

test("only a researcher with a confirmed address has one", async () => {
  expect(await refusal(renewFeed(world.as(ada)))).toMatchObject({ code: "FORBIDDEN" });
  const unconfirmed = { ...amara.actor, emailVerified: false };
  for (const verb of [renewFeed, getOwnFeed, endFeed])
    expect(await refusal(verb(world.as(unconfirmed)))).toMatchObject({
      code: "EMAIL_UNVERIFIED",
    });
});
