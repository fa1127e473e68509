import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { syncMeeting } from "@/lib/meetings/sync-meeting";
import type { UserActor } from "@/lib/platform/context";
import { cancelSession } from "./cancel-session";
import { cancelMeetingless, tellDelayedMeetings } from "./deadlines";
import { rescheduleSession } from "./reschedule-session";
import { at, createWorld, later, refusal, type World } from "./sessions.fixture";
import { SetMeetingLink, setMeetingLink } from "./set-meeting-link";
import { startMeeting } from "./start-meeting";

const START = at("09T09:00");
const URL_BY_HAND = "https://meet.example/ada";

let world: World;
let admin: UserActor;
beforeAll(async () => {
  world = await createWorld();
  admin = { ...(await world.reader()), isAdmin: true };
});
afterEach(() => world.clearFaults());
afterAll(() => world.close());

async function booked() {
  const [reader, researcher] = [await world.reader(), await world.researcher()];
  const { id: sessionId } = await world.booked(reader, researcher, START);
  const zoom = async () => {
    const all = await fetch(`${world.sandbox.url}/_sandbox/zoom/meetings`);
    const rows = (await all.json()) as { agenda: string; state: string }[];
    return rows.filter(({ agenda, state }) => agenda.endsWith(sessionId) && state === "live");
  };
  return {
    sessionId,
    reader,
    researcher,
    zoom,
    set: (now = later(-30, START), url = URL_BY_HAND) =>
      setMeetingLink(world.as(admin, now), { sessionId, url }),
    sync: () => syncMeeting(world.system(), sessionId),
    link: async () => (await world.meeting(sessionId)).joinUrl,
    ready: async () => (await world.events(sessionId, "meeting/ready")).length,
  };
}

test("the session takes place on it: nothing is canceled, and the researcher is led there", async () => {
  const { sessionId, researcher, set, link, ready } = await booked();
  await tellDelayedMeetings(world.system(later(-50, START)));
  await set();
  expect([await link(), await ready()]).toEqual([URL_BY_HAND, 1]);
  const alert = (await world.alerts()).find(({ key }) => key.endsWith(sessionId));
  expect(alert?.resolvedAt).toEqual(later(-30, START));
  expect(await cancelMeetingless(world.system(START))).not.toContain(sessionId);
  const start = startMeeting(world.as(researcher.actor, START), { sessionId });
  expect(await start).toBe(URL_BY_HAND);
});

test("Zoom makes no other one, not even when it was at it already", async () => {
  const { set, sync, link, ready, zoom } = await booked();
  world.fault({
    kind: "delayAnswer",
    service: "zoom",
    method: "POST",
    path: "/zoom/v2/users/*/meetings",
    delayMs: 60_000,
  });
  const making = sync();
  await expect.poll(async () => (await zoom()).length).toBe(1);
  await set();
  world.clearFaults();
  await making;
  expect([await link(), await zoom(), await ready()]).toEqual([URL_BY_HAND, [], 1]);
  await sync();
  expect([await link(), await zoom()]).toEqual([URL_BY_HAND, []]);
});

test("a meeting that comes late resolves its alert by itself", async () => {
  const { sessionId, sync } = await booked();
  await tellDelayedMeetings(world.system(later(-50, START)));
  const alert = async () => (await world.alerts()).find(({ key }) => key.endsWith(sessionId));
  expect((await alert())?.resolvedAt).toBeNull();
  await sync();
  expect((await alert())?.resolvedAt).not.toBeNull();
});

test("a session that moves gets a Zoom meeting again, one that is canceled needs none", async () => {
  const [moved, canceled] = [await booked(), await booked()];
  for (const { set } of [moved, canceled]) await set(later(0));
  const to = { sessionId: moved.sessionId, startsAt: at("10T09:00").getTime() };
  await rescheduleSession(world.as(moved.reader), to);
  await moved.sync();
  expect([await moved.link(), (await moved.zoom()).length]).toEqual([
    expect.stringMatching(/^http.*zoom/),
    1,
  ]);
  await cancelSession(world.as(canceled.reader), { sessionId: canceled.sessionId });
  expect(await canceled.sync()).toBe("removed");
});

test("a session with its Zoom meeting, or not to take place, takes no link", async () => {
  const [made, canceled, over] = [await booked(), await booked(), await booked()];
  await made.sync();
  const zoomLink = await made.link();
  expect((await refusal(made.set())).code).toBe("WRONG_STATE");
  expect(await made.link()).toBe(zoomLink);
  await cancelSession(world.as(canceled.reader), { sessionId: canceled.sessionId });
  expect((await refusal(canceled.set())).code).toBe("WRONG_STATE");
  expect((await refusal(over.set(later(60, START)))).code).toBe("WRONG_STATE");
  const reader = world.as(over.reader);
  const input = { sessionId: over.sessionId, url: URL_BY_HAND };
  expect((await refusal(setMeetingLink(reader, input))).code).toBe("FORBIDDEN");
});

test.each(["http://meet.example/x", "javascript:alert(1)", "meet.example", "", "x".repeat(600)])(
  "%s is no link",
  (url) => {
    const given = { sessionId: crypto.randomUUID(), url };
    expect(SetMeetingLink.safeParse(given).success).toBe(false);
  },
);
