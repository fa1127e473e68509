import { afterAll, beforeAll, expect, test } from "vitest";
import { listUnsettledMeetings, syncMeeting } from "@/lib/meetings/sync-meeting";
import { deleteZoomMeeting } from "@/lib/meetings/zoom";
import { cancelMeetingless } from "./deadlines";
import { at, createWorld, later, refusal, type World } from "./sessions.fixture";
import { startMeeting } from "./start-meeting";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const START = at("09T09:00");
const OPENING = later(-15, START);

test("the host's link is for the researcher of a session, and nobody else learns whether there is one", async () => {
  const [reader, researcher, stranger] = [
    await world.reader(),
    await world.researcher(),
    await world.researcher(),
  ];
  const { id: sessionId } = await world.booked(reader, researcher, START);
  const codeFor = async (actor: Parameters<World["as"]>[0], id = sessionId, now = OPENING) =>
    (await refusal(startMeeting(world.as(actor, now), { sessionId: id }))).code;
  const nobody = { kind: "nobody" } as const;
  expect(await codeFor(nobody)).toBe("UNAUTHENTICATED");
  expect(await codeFor(nobody, crypto.randomUUID())).toBe("UNAUTHENTICATED");
  expect(await codeFor(stranger.actor)).toBe("NOT_FOUND");
  expect(await codeFor(stranger.actor, crypto.randomUUID())).toBe("NOT_FOUND");
  expect(await codeFor(reader)).toBe("FORBIDDEN");
  expect(await codeFor(researcher.actor, sessionId, later(-1, OPENING))).toBe("MEETING_NOT_OPEN");
  expect(await codeFor(researcher.actor)).toBe("MEETING_NOT_READY");
});

async function made() {
  const [reader, researcher] = [await world.reader(), await world.researcher()];
  const { id: sessionId } = await world.booked(reader, researcher, START);
  await syncMeeting(world.system(), sessionId);
  const start = (now = OPENING) => startMeeting(world.as(researcher.actor, now), { sessionId });
  return { sessionId, start, meeting: () => world.meeting(sessionId) };
}

test.each([{ kind: "status", status: 503 }, { kind: "cutBefore" }])(
  "while Zoom does not answer (%j) the researcher hears to try again",
  async (fault) => {
    const { start } = await made();
    world.fault({ service: "zoom", path: "/zoom/v2/meetings/*", ...fault });
    expect((await refusal(start())).code).toBe("MEETING_NOT_READY");
    expect(await start()).toMatch(/^http/);
  },
);

test("a meeting that somebody deleted at Zoom is made anew, and the session is not canceled for it", async () => {
  const { sessionId, start, meeting } = await made();
  const before = await meeting();
  await deleteZoomMeeting(before.zoomMeetingId ?? "");
  expect((await refusal(start())).code).toBe("MEETING_NOT_READY");
  expect((await refusal(start())).code).toBe("MEETING_NOT_READY");
  expect(await cancelMeetingless(world.system(START))).not.toContain(sessionId);
  expect(await listUnsettledMeetings(world.system())).toContain(sessionId);
  await syncMeeting(world.system(), sessionId);
  const after = await meeting();
  expect(after.zoomMeetingId).not.toBe(before.zoomMeetingId);
  expect(after).toMatchObject({ state: "ready", joinUrl: expect.stringMatching(/^http/) });
  expect(await world.events(sessionId, "meeting/ready")).toHaveLength(2);
  expect(await start()).toMatch(/^http/);
});
