import { afterAll, beforeAll, expect, test } from "vitest";
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
