import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { acceptSession } from "./accept-session";
import { cancelSession } from "./cancel-session";
import { endUnansweredRequests } from "./deadlines";
import { DeclineSession, declineSession } from "./decline-session";
import { rescheduleSession } from "./reschedule-session";
import { at, createWorld, later, refusal, type World } from "./sessions.fixture";

// Many rounds against real servers, on machines that may be busy.
vi.setConfig({ testTimeout: 60_000 });

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const START = at("09T09:00");
const DEADLINE = later(48 * 60);

async function requested() {
  const [reader, researcher] = [
    await world.reader(),
    await world.researcher({ requiresAcceptance: true }),
  ];
  const session = await world.booked(reader, researcher, START);
  expect(session).toMatchObject({ state: "requested", answerBy: DEADLINE });
  const input = { sessionId: session.id };
  return {
    reader,
    researcher,
    session,
    accept: (now = later(60), actor = researcher.actor) =>
      acceptSession(world.as(actor, now), input),
    decline: (now = later(60), reason?: string) =>
      declineSession(world.as(researcher.actor, now), { ...input, reason }),
  };
}

test("accepting confirms the session and wants its meeting", async () => {
  const { session, accept } = await requested();
  expect(await accept()).toMatchObject({
    state: "confirmed",
    acceptedAt: later(60),
    confirmedAt: later(60),
  });
  expect((await world.meeting(session.id)).state).toBe("wanted");
  expect(await world.events(session.id, "session/confirmed")).toEqual([
    { name: "session/confirmed", data: { sessionId: session.id, how: "accepted" } },
  ]);
  expect((await refusal(accept())).code).toBe("WRONG_STATE");
  expect(await world.kept(session.id)).toBe(15_000);
});

test("declining gives everything back and frees the time", async () => {
  const { researcher, session, decline } = await requested();
  expect(await decline(later(60), "I am travelling")).toMatchObject({
    state: "canceled",
    cancelReason: "request_declined",
    declineReason: "I am travelling",
  });
  expect(await world.kept(session.id)).toBe(0);
  expect((await world.hold(await world.reader(), researcher, START)).state).toBe("held");
  expect((await refusal(decline())).code).toBe("WRONG_STATE");
});

test("the reason must be text that can be kept", () => {
  const parsed = DeclineSession.safeParse({ sessionId: crypto.randomUUID(), reason: "\u0000" });
  expect(parsed.error?.issues[0]?.path).toEqual(["reason"]);
});

describe("who may answer", () => {
  test("not the reader, not another researcher, not a stranger, nobody", async () => {
    const { reader, session, accept } = await requested();
    const before = await world.everything(session.id);
    expect((await refusal(accept(later(60), reader))).code).toBe("FORBIDDEN");
    const other = await world.researcher();
    expect((await refusal(accept(later(60), other.actor))).code).toBe("NOT_FOUND");
    const input = { sessionId: session.id };
    const byReader = declineSession(world.as(reader), input);
    expect((await refusal(byReader)).code).toBe("FORBIDDEN");
    const byStranger = declineSession(world.as(await world.reader()), input);
    expect((await refusal(byStranger)).code).toBe("NOT_FOUND");
    const byNobody = acceptSession(world.as({ kind: "nobody" }), input);
    expect((await refusal(byNobody)).code).toBe("UNAUTHENTICATED");
    const unknown = acceptSession(world.as(reader), { sessionId: crypto.randomUUID() });
    expect((await refusal(unknown)).code).toBe("NOT_FOUND");
    expect(await world.everything(session.id)).toEqual(before);
  });

  test("nobody, for a session that is no request", async () => {
    const [reader, researcher] = [await world.reader(), await world.researcher()];
    const session = await world.booked(reader, researcher, START);
    const input = { sessionId: session.id };
    const ctx = world.as(researcher.actor);
    expect((await refusal(acceptSession(ctx, input))).code).toBe("WRONG_STATE");
    expect((await refusal(declineSession(ctx, input))).code).toBe("WRONG_STATE");
    expect(await world.kept(session.id)).toBe(15_000);
  });
});

describe("the deadline", () => {
  test("passes for accepting, and the sweep gives the money back", async () => {
    const { session, accept } = await requested();
    expect(await endUnansweredRequests(world.system(later(-1, DEADLINE)))).not.toContain(
      session.id,
    );
    expect((await refusal(accept(DEADLINE))).code).toBe("ANSWER_DEADLINE_PASSED");
    expect((await world.session(session.id)).state).toBe("requested");
    expect(await endUnansweredRequests(world.system(DEADLINE))).toContain(session.id);
    expect(await endUnansweredRequests(world.system(DEADLINE))).not.toContain(session.id);
    expect(await world.session(session.id)).toMatchObject({
      state: "canceled",
      cancelReason: "request_unanswered",
    });
    expect(await world.claim(session.id)).toBeNull();
    expect(await world.kept(session.id)).toBe(0);
    expect(await world.events(session.id, "session/canceled")).toHaveLength(1);
  });

  test("is not there for declining, which gives back what the sweep would", async () => {
    const { session, decline } = await requested();
    expect((await decline(later(1, DEADLINE))).cancelReason).toBe("request_declined");
    expect(await world.kept(session.id)).toBe(0);
  });
});

describe("answers that race", () => {
  async function expectOne(sessionId: string, answers: PromiseSettledResult<unknown>[]) {
    const { state } = await world.session(sessionId);
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await world.kept(sessionId)).toBe(state === "confirmed" ? 15_000 : 0);
    expect((await world.claim(sessionId)) !== null).toBe(state === "confirmed");
    expect((await world.meeting(sessionId)).blocking).toBe(state === "confirmed");
  }

  test("accepting against declining, 30 times: one wins, and the money agrees", async () => {
    for (let round = 0; round < 30; round++) {
      const { session, accept, decline } = await requested();
      const calls = round % 2 ? [accept(), decline()] : [decline(), accept()];
      await expectOne(session.id, await Promise.allSettled(calls));
    }
  });

  test("accepting against the sweep: one wins, and the money agrees", async () => {
    for (let round = 0; round < 10; round++) {
      const { session, accept } = await requested();
      const sweep = endUnansweredRequests(world.system(DEADLINE));
      const [accepted, swept] = await Promise.allSettled([accept(later(-1, DEADLINE)), sweep]);
      const isSwept = swept.status === "fulfilled" && swept.value.includes(session.id);
      expect(swept.status).toBe("fulfilled");
      expect(accepted.status).toBe(isSwept ? "rejected" : "fulfilled");
      const { state } = await world.session(session.id);
      expect(state).toBe(isSwept ? "canceled" : "confirmed");
      expect(await world.kept(session.id)).toBe(isSwept ? 0 : 15_000);
    }
  });

  test("accepting against withdrawing, either way round: canceled in the end, all money back", async () => {
    for (let round = 0; round < 10; round++) {
      const { reader, session, accept } = await requested();
      const withdraw = () => cancelSession(world.as(reader, later(60)), { sessionId: session.id });
      const calls = round % 2 ? [accept(), withdraw()] : [withdraw(), accept()];
      await Promise.allSettled(calls);
      // Days before the start the reader may cancel also what has just been accepted.
      const wasAccepted = (await world.session(session.id)).acceptedAt !== null;
      expect(await world.session(session.id)).toMatchObject({
        state: "canceled",
        cancelReason: wasAccepted ? "reader_canceled" : "request_withdrawn",
      });
      expect(await world.kept(session.id)).toBe(0);
      expect(await world.claim(session.id)).toBeNull();
      expect(await world.events(session.id, "session/canceled")).toHaveLength(1);
      expect(await world.events(session.id, "session/confirmed")).toHaveLength(Number(wasAccepted));
    }
  });

  test("accepting against moving the request: accepted, at the new time, once", async () => {
    for (let round = 0; round < 10; round++) {
      const { reader, session, accept } = await requested();
      const move = () =>
        rescheduleSession(world.as(reader, later(60)), {
          sessionId: session.id,
          startsAt: at("10T09:00").getTime(),
        });
      await Promise.all(round % 2 ? [accept(), move()] : [move(), accept()]);
      expect(await world.session(session.id)).toMatchObject({
        state: "confirmed",
        startsAt: at("10T09:00"),
      });
      expect(await world.claim(session.id)).toMatchObject({ startsAt: at("10T09:00") });
      expect(await world.kept(session.id)).toBe(15_000);
      expect(await world.events(session.id, "session/confirmed")).toHaveLength(1);
    }
  });
});
