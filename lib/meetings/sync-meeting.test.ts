import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { cancelSession } from "@/lib/sessions/cancel-session";
import { rescheduleSession } from "@/lib/sessions/reschedule-session";
import { at, createWorld, later, type World } from "@/lib/sessions/sessions.fixture";
import { removeAbandonedMeeting } from "./remove-abandoned-meeting";
import { listUnsettledMeetings, syncMeeting } from "./sync-meeting";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterEach(() => world.clearFaults());
afterAll(() => world.close());

const START = at("09T09:00");
const CREATE = { service: "zoom", method: "POST", path: "/zoom/v2/users/*/meetings" };
const CHANGE = { service: "zoom", method: "PATCH", path: "/zoom/v2/meetings/*" };

type ZoomRow = { id: number; host: string; agenda: string; startsAt: string; state: string };

async function confirmed() {
  const [reader, researcher] = [await world.reader(), await world.researcher()];
  const session = await world.booked(reader, researcher, START);
  const sync = () => syncMeeting(world.system(), session.id);
  const row = () => world.meeting(session.id);
  const atZoom = async () => {
    const all = await fetch(`${world.sandbox.url}/_sandbox/zoom/meetings`);
    return ((await all.json()) as ZoomRow[]).filter(({ agenda }) => agenda.endsWith(session.id));
  };
  const live = async () => (await atZoom()).filter(({ state }) => state === "live");
  const cancel = () => cancelSession(world.as(reader), { sessionId: session.id });
  const move = (to: Date) =>
    rescheduleSession(world.as(reader), { sessionId: session.id, startsAt: to.getTime() });
  const ready = async () => (await world.events(session.id, "meeting/ready")).length;
  return { session, sync, row, atZoom, live, cancel, move, ready };
}

describe("making a session's meeting", () => {
  test("on the reserved host, for its time, and telling once", async () => {
    const { session, sync, row, live, ready } = await confirmed();
    expect(await listUnsettledMeetings(world.system())).toContain(session.id);
    expect(await sync()).toBe("ready");
    const meeting = await row();
    expect(await live()).toMatchObject([
      { id: Number(meeting.zoomMeetingId), host: meeting.hostEmail, startsAt: expect.any(String) },
    ]);
    expect(new Date((await live())[0]?.startsAt ?? "")).toEqual(START);
    expect(meeting.joinUrl).toContain(`/zoom/j/${meeting.zoomMeetingId}`);
    expect(meeting.claimedUntil).toBeNull();
    expect(await sync()).toBe("ready");
    expect([await ready(), (await live()).length]).toEqual([1, 1]);
    expect(await listUnsettledMeetings(world.system())).not.toContain(session.id);
  });

  test("once, though the answer was lost", async () => {
    const { sync, row, atZoom, ready } = await confirmed();
    world.fault({ kind: "cutAfter", ...CREATE });
    await expect(sync()).rejects.toThrow("did not answer");
    expect(await row()).toMatchObject({ state: "creating", claimedUntil: null });
    expect(await sync()).toBe("ready");
    expect([(await atZoom()).length, await ready()]).toEqual([1, 1]);
  });

  test("once, though several jobs try at once", async () => {
    const { sync, row, atZoom, ready } = await confirmed();
    await Promise.all([sync(), sync(), sync(), sync()]);
    expect((await row()).state).toBe("ready");
    expect([(await atZoom()).length, await ready()]).toEqual([1, 1]);
  });

  test.each([429, 500])("is tried again after a %i", async (status) => {
    const { sync, row, live } = await confirmed();
    world.fault({ kind: "status", ...CREATE, status });
    await expect(sync()).rejects.toThrow(String(status));
    expect(await row()).toMatchObject({ state: "creating", joinUrl: null, claimedUntil: null });
    expect(await sync()).toBe("ready");
    expect(await live()).toHaveLength(1);
  });

  test("goes on after the access token has ended early", async () => {
    const { sync } = await confirmed();
    expect(await sync()).toBe("ready");
    await world.sandbox.deps.store.pool`delete from sandbox.objects where kind = 'zoom.token'`;
    const next = await confirmed();
    expect(await next.sync()).toBe("ready");
  });

  test("a claim that its process did not live to give back ends by itself", async () => {
    const { session, sync, row, live } = await confirmed();
    await world.sql`update meetings set state = 'creating',
      claimed_until = now() + interval '1 minute' where session_id = ${session.id}`;
    expect(await sync()).toBe("creating");
    expect(await live()).toEqual([]);
    await world.sql`update meetings set claimed_until = now() - interval '1 second'
      where session_id = ${session.id}`;
    expect(await sync()).toBe("ready");
    expect((await row()).claimedUntil).toBeNull();
  });
});

test("meetings of the past that Zoom will not delete keep none to come from being made", async () => {
  const past = await confirmed();
  await past.sync();
  await past.cancel();
  const to = await confirmed();
  await world.sql`update meetings set starts_at = starts_at + interval '1 day',
    ends_at = ends_at + interval '1 day' where session_id = ${to.session.id}`;
  const inOrder = await listUnsettledMeetings(world.system(later(60, START)), 1_000);
  const [first, last] = [to, past].map(({ session }) => inOrder.indexOf(session.id));
  expect(first).toBeGreaterThanOrEqual(0);
  expect(last).toBeGreaterThan(first ?? 0);
});

describe("a session that is canceled", () => {
  test("before its meeting is made needs none", async () => {
    const { sync, row, atZoom, cancel } = await confirmed();
    await cancel();
    expect(await sync()).toBe("removed");
    expect([(await row()).blocking, await atZoom()]).toEqual([false, []]);
  });

  test("afterwards has it deleted; one that is gone already is as good", async () => {
    const { sync, live, cancel } = await confirmed();
    await sync();
    await cancel();
    world.fault({ kind: "cutAfter", service: "zoom", method: "DELETE" });
    await expect(sync()).rejects.toThrow("did not answer");
    expect(await sync()).toBe("removed");
    expect(await live()).toEqual([]);
  });

  test("while it is being made has it deleted at once, and nobody is told of it", async () => {
    const { sync, row, live, atZoom, cancel, ready } = await confirmed();
    world.fault({ kind: "delay", ...CREATE, delayMs: 60_000 });
    const making = sync();
    await expect.poll(async () => (await row()).state).toBe("creating");
    await cancel();
    world.clearFaults();
    expect(await making).toBe("removed");
    expect([(await atZoom()).length, await live(), await ready()]).toEqual([1, [], 0]);
  });

  test("after a lost answer has the meeting found and deleted", async () => {
    const { sync, atZoom, live, cancel } = await confirmed();
    world.fault({ kind: "cutAfter", ...CREATE });
    await expect(sync()).rejects.toThrow();
    await cancel();
    expect(await sync()).toBe("removed");
    expect([(await atZoom()).length, await live()]).toEqual([1, []]);
  });
});

describe("a session that moves", () => {
  test("takes its meeting along, link and all", async () => {
    const { sync, row, live, move } = await confirmed();
    await sync();
    const before = await row();
    await move(at("10T14:00"));
    expect((await row()).state).toBe("outdated");
    world.fault({ kind: "cutAfter", ...CHANGE });
    await expect(sync()).rejects.toThrow();
    expect(await sync()).toBe("ready");
    const { zoomMeetingId, joinUrl } = await row();
    expect({ zoomMeetingId, joinUrl }).toEqual({
      zoomMeetingId: before.zoomMeetingId,
      joinUrl: before.joinUrl,
    });
    const [only, ...others] = await live();
    expect([new Date(only?.startsAt ?? ""), others]).toEqual([at("10T14:00"), []]);
  });

  test("while its meeting is being made ends with one at the new time", async () => {
    const { sync, row, live, move } = await confirmed();
    world.fault({ kind: "delay", ...CREATE, delayMs: 60_000 });
    const making = sync();
    await expect.poll(async () => (await row()).state).toBe("creating");
    await move(at("10T14:00"));
    world.clearFaults();
    expect(await making).toBe("ready");
    const [only, ...others] = await live();
    expect([new Date(only?.startsAt ?? ""), others]).toEqual([at("10T14:00"), []]);
  });

  test("after a lost answer has the meeting found and moved", async () => {
    const { sync, live, move } = await confirmed();
    world.fault({ kind: "cutAfter", ...CREATE });
    await expect(sync()).rejects.toThrow();
    await move(at("10T14:00"));
    expect(await sync()).toBe("ready");
    const [only, ...others] = await live();
    expect([new Date(only?.startsAt ?? ""), others]).toEqual([at("10T14:00"), []]);
  });

  test("whose meeting somebody deleted at Zoom gets another, and all are told", async () => {
    const { sync, row, live, move, ready } = await confirmed();
    await sync();
    const before = await row();
    await world.sandbox.deps.store.update(
      "zoom.meeting",
      before.zoomMeetingId ?? "",
      (meeting) => ({
        ...meeting,
        deletedAt: later(0).toISOString(),
      }),
    );
    await move(at("10T14:00"));
    expect(await sync()).toBe("ready");
    const after = await row();
    expect(after.zoomMeetingId).not.toBe(before.zoomMeetingId);
    expect(await live()).toMatchObject([{ id: Number(after.zoomMeetingId) }]);
    expect(await ready()).toBe(2);
  });
});

describe("a meeting left behind on another host", () => {
  test("is deleted, found by its tag where the answer was lost", async () => {
    const { session, sync, row, live } = await confirmed();
    world.fault({ kind: "cutAfter", ...CREATE });
    await expect(sync()).rejects.toThrow();
    const { hostEmail } = await row();
    const left = { sessionId: session.id, zoomMeetingId: null, hostEmail };
    await removeAbandonedMeeting(world.system(), left);
    expect(await live()).toHaveLength(1);
    await world.sql`update meetings set host_email = 'another@hosts.example'
      where session_id = ${session.id}`;
    await removeAbandonedMeeting(world.system(), left);
    await removeAbandonedMeeting(world.system(), left);
    expect(await live()).toEqual([]);
  });
});
