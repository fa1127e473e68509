import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { syncMeeting } from "@/lib/meetings/sync-meeting";
import { addHours } from "@/lib/platform/time";
import { cancelMeetingless, completeSessions, tellDelayedMeetings } from "./deadlines";
import { at, createWorld, later, type World } from "./sessions.fixture";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const START = at("09T09:00");
const END = at("09T10:00");

async function booked({ withMeeting }: { withMeeting: boolean }) {
  const [reader, researcher] = [await world.reader(), await world.researcher()];
  const session = await world.booked(reader, researcher, START);
  if (withMeeting) expect(await syncMeeting(world.system(), session.id)).toBe("ready");
  return { reader, researcher, session };
}

describe("completing", () => {
  test("comes at the end, once, and keeps the money", async () => {
    const { session } = await booked({ withMeeting: true });
    expect(await completeSessions(world.system(later(-1, END)))).toEqual([]);
    const both = await Promise.all([
      completeSessions(world.system(END)),
      completeSessions(world.system(END)),
    ]);
    expect(both.flat()).toEqual([session.id]);
    expect(await world.session(session.id)).toMatchObject({
      state: "completed",
      completedAt: END,
    });
    expect(await world.events(session.id, "session/completed")).toHaveLength(1);
    expect(await world.kept(session.id)).toBe(15_000);
  });

  test("of one that cannot be does not keep the others waiting", async () => {
    const [broken, other] = [
      (await booked({ withMeeting: true })).session,
      (await booked({ withMeeting: true })).session,
    ];
    // A fee that leaves nothing: no payout is of nothing. It is looked at first, having ended first.
    await world.sql`update sessions set platform_fee_percent = 100,
      ends_at = ends_at - interval '1 minute' where id = ${broken.id}`;
    expect(await completeSessions(world.system(END))).toEqual([other.id]);
    expect((await world.session(broken.id)).state).toBe("confirmed");
    await world.sql`update sessions set platform_fee_percent = 15 where id = ${broken.id}`;
    expect(await completeSessions(world.system(END))).toEqual([broken.id]);
  });

  test("is not for a session that had no meeting: it is canceled and refunded", async () => {
    const { session } = await booked({ withMeeting: false });
    const late = world.system(addHours(END, 30));
    expect(await completeSessions(late)).not.toContain(session.id);
    expect(await cancelMeetingless(late)).toContain(session.id);
    expect(await world.session(session.id)).toMatchObject({
      state: "canceled",
      cancelReason: "meeting_unavailable",
    });
    expect(await world.kept(session.id)).toBe(0);
    expect(await completeSessions(late)).not.toContain(session.id);
  });
});

describe("a meeting that is not there", () => {
  test("an hour before is told once, to the parties and the operator", async () => {
    const { session } = await booked({ withMeeting: false });
    expect(await tellDelayedMeetings(world.system(later(-61, START)))).not.toContain(session.id);
    await Promise.all([
      tellDelayedMeetings(world.system(later(-60, START))),
      tellDelayedMeetings(world.system(later(-60, START))),
    ]);
    expect(await tellDelayedMeetings(world.system(later(-59, START)))).not.toContain(session.id);
    expect((await world.session(session.id)).meetingDelayedAt).toEqual(later(-60, START));
    expect(await world.events(session.id, "meeting/delayed")).toHaveLength(1);
    const mine = (await world.alerts()).filter(({ key }) => key.endsWith(session.id));
    expect(mine.map(({ kind }) => kind)).toEqual(["meeting_unavailable"]);
    expect((await world.session(session.id)).state).toBe("confirmed");
    await cancelMeetingless(world.system(START));
  });

  test("is not told of sessions that have one", async () => {
    const { session } = await booked({ withMeeting: true });
    expect(await tellDelayedMeetings(world.system(later(-30, START)))).not.toContain(session.id);
    expect(await cancelMeetingless(world.system(START))).not.toContain(session.id);
    expect(await completeSessions(world.system(END))).toContain(session.id);
  });

  test("at the start cancels the session with a full refund, and not before", async () => {
    const { session } = await booked({ withMeeting: false });
    expect(await cancelMeetingless(world.system(later(-1, START)))).not.toContain(session.id);
    const both = await Promise.all([
      cancelMeetingless(world.system(START)),
      cancelMeetingless(world.system(START)),
    ]);
    expect(both.flat()).toEqual([session.id]);
    expect(await world.events(session.id, "session/canceled")).toHaveLength(1);
    expect(await world.kept(session.id)).toBe(0);
    expect(await syncMeeting(world.system(), session.id)).toBe("removed");
  });
});

test("a session that cannot be changed does not keep the others waiting", async () => {
  const [stuck, other] = [
    await booked({ withMeeting: false }),
    await booked({ withMeeting: false }),
  ];
  await world.sql.unsafe(`
    create function refuse_one() returns trigger language plpgsql
      as $$ begin raise exception 'refused'; end $$;
    create trigger refuse_one before update on sessions for each row
      when (new.id = '${stuck.session.id}') execute function refuse_one()`);
  try {
    const before = world.system(later(-60, START));
    expect(await tellDelayedMeetings(before)).toEqual([other.session.id]);
    expect(await cancelMeetingless(world.system(START))).toEqual([other.session.id]);
  } finally {
    await world.sql`drop trigger refuse_one on sessions`;
  }
  expect(await cancelMeetingless(world.system(START))).toEqual([stuck.session.id]);
});
