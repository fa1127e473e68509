import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { syncMeeting } from "@/lib/meetings/sync-meeting";
import type { UserActor } from "@/lib/platform/context";
import { rescheduleSession } from "./reschedule-session";
import { at, createWorld, raced, refusal, type World } from "./sessions.fixture";
import type { Session } from "./states";

// Many rounds against real servers, on machines that may be busy.
vi.setConfig({ testTimeout: 60_000 });

let world: World;
beforeAll(async () => {
  world = await createWorld({ hosts: 2 });
});
afterAll(() => world.close());

const move = (reader: UserActor, { id }: Session, to: Date) =>
  rescheduleSession(world.as(reader), { sessionId: id, startsAt: to.getTime() });

describe("moves at the same moment", () => {
  test("two sessions that want each other's time: neither deadlocks, both stay whole", async () => {
    const researcher = await world.researcher();
    const [ada, ben] = [await world.reader(), await world.reader()];
    const one = await world.booked(ada, researcher, at("05T09:00"));
    const two = await world.booked(ben, researcher, at("05T10:00"));
    const { won, lost } = await raced([
      move(ada, one, at("05T10:00")),
      move(ben, two, at("05T09:00")),
    ]);
    expect([won, lost]).toEqual([[], ["SLOT_UNAVAILABLE", "SLOT_UNAVAILABLE"]]);
    expect((await world.claim(one.id))?.id).toBe(one.timeSlotId);
    expect((await world.claim(two.id))?.id).toBe(two.timeSlotId);
  });

  test("a move and a hold of its target: one of the two has the time", async () => {
    const researcher = await world.researcher();
    for (const hour of ["09", "10", "11", "12", "13", "14"]) {
      const [ada, ben] = [await world.reader(), await world.reader()];
      const session = await world.booked(ada, researcher, at(`07T${hour}:00`));
      const target = at(`08T${hour}:00`);
      const holding = world.hold(ben, researcher, target);
      const { won, lost } = await raced([move(ada, session, target), holding]);
      expect([won.length, lost]).toEqual([1, ["SLOT_UNAVAILABLE"]]);
    }
  });

  test("of one reader to overlapping times of two researchers: one is refused", async () => {
    const reader = await world.reader();
    const [a, b] = [await world.researcher(), await world.researcher()];
    const one = await world.booked(reader, a, at("10T09:00"));
    const two = await world.booked(reader, b, at("10T11:00"));
    const { won, lost } = await raced([
      move(reader, one, at("11T09:00")),
      move(reader, two, at("11T09:00")),
    ]);
    expect([won.length, lost]).toEqual([1, ["READER_BUSY"]]);
  });
});

describe("the meeting of a session that moves", () => {
  const hostOf = async ({ id }: Session) => (await world.meeting(id)).hostEmail;

  test("goes to another host when its own is taken then, and leaves the old one behind", async () => {
    const [ada, ben] = [await world.reader(), await world.reader()];
    const one = await world.booked(ada, await world.researcher(), at("12T09:00"));
    await syncMeeting(world.system(), one.id);
    const before = await world.meeting(one.id);
    expect(before.state).toBe("ready");
    // Somebody else's session takes the same host at the time that this one goes to.
    const two = await world.hold(ben, await world.researcher(), at("13T09:00"));
    await world.sql`update meetings set host_email = ${before.hostEmail} where session_id = ${two.id}`;
    await move(ada, one, at("13T09:00"));
    const after = await world.meeting(one.id);
    expect(after).toMatchObject({ state: "wanted", zoomMeetingId: null, joinUrl: null });
    expect(after.hostEmail).not.toBe(before.hostEmail);
    expect(await world.events(one.id, "meeting/abandoned")).toEqual([
      {
        name: "meeting/abandoned",
        data: {
          sessionId: one.id,
          zoomMeetingId: before.zoomMeetingId,
          hostEmail: before.hostEmail,
        },
      },
    ]);
  });

  test("cannot go to a time when all hosts are taken; nothing changes, an alert tells", async () => {
    const one = await (async () => {
      const reader = await world.reader();
      const session = await world.booked(reader, await world.researcher(), at("14T09:00"));
      return { reader, session };
    })();
    for (let host = 0; host < 2; host++) {
      await world.hold(await world.reader(), await world.researcher(), at("15T09:00"));
    }
    const before = await world.everything(one.session.id);
    const refused = await refusal(move(one.reader, one.session, at("15T09:00")));
    expect(refused.code).toBe("NO_MEETING_HOST");
    expect(await world.everything(one.session.id)).toEqual(before);
    expect((await world.alerts()).map(({ kind }) => kind)).toEqual(["meeting_hosts_exhausted"]);
  });

  test("of two that come to one host at once, each has a host of its own", async () => {
    for (const day of ["16", "18", "20", "22", "24", "26"]) {
      const [ada, ben] = [await world.reader(), await world.reader()];
      const one = await world.booked(ada, await world.researcher(), at(`${day}T09:00`));
      const two = await world.booked(ben, await world.researcher(), at(`${day}T11:00`));
      const host = await hostOf(one);
      await world.sql`update meetings set host_email = ${host} where session_id = ${two.id}`;
      const target = at(`${day}T14:00`);
      const { lost } = await raced([move(ada, one, target), move(ben, two, target)]);
      expect(lost).toEqual([]);
      expect(await hostOf(one)).not.toBe(await hostOf(two));
    }
  });
});
