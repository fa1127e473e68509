import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { at, createWorld, raced, refusal, type World } from "@/lib/sessions/sessions.fixture";

const HOSTS = 8;

// Many rounds against real servers, on machines that may be busy.
vi.setConfig({ testTimeout: 60_000 });

let world: World;
beforeAll(async () => {
  world = await createWorld({ hosts: HOSTS });
});
afterAll(() => world.close());

/** Sessions of as many researchers and readers, all at one time. */
const holdAtOnce = (count: number, startsAt: Date) =>
  raced(
    Array.from({ length: count }, async () =>
      world.hold(await world.reader(), await world.researcher(), startsAt),
    ),
  );

test("as many sessions as there are hosts are sold at once, to the last one", async () => {
  for (const hour of ["09", "10", "11"]) {
    const { won, lost } = await holdAtOnce(HOSTS + 1, at(`05T${hour}:00`));
    expect([won.length, lost]).toEqual([HOSTS, ["NO_MEETING_HOST"]]);
    const hosts = await Promise.all(won.map(({ id }) => world.meeting(id)));
    expect(new Set(hosts.map(({ hostEmail }) => hostEmail)).size).toBe(HOSTS);
  }
});

test("a time without a host is not sold, nothing is half done, and one alert tells", async () => {
  await world.sql`truncate alerts, outbox`;
  await holdAtOnce(HOSTS, at("04T09:00"));
  const [reader, researcher] = [
    await world.reader(),
    await world.researcher({ sessionMinutes: 90, stepMinutes: 30 }),
  ];
  const before = await world.researcherRow(researcher.id);
  for (const time of ["04T09:00", "04T09:30"]) {
    const refused = await refusal(world.hold(reader, researcher, at(time), undefined, 90));
    expect(refused.code).toBe("NO_MEETING_HOST");
  }
  expect((await world.alerts()).map((alert) => alert.kind)).toEqual(["meeting_hosts_exhausted"]);
  expect(await world.researcherRow(researcher.id)).toEqual(before);
  const [rows] = await world.sql`select
    (select count(*)::int from sessions where researcher_id = ${researcher.id}) as sessions,
    (select count(*)::int from time_slots where researcher_id = ${researcher.id}) as slots,
    (select count(*)::int from outbox where name = 'session/held') as held,
    (select count(*)::int from outbox where name = 'alert/raised') as told`;
  expect(rows).toEqual({ sessions: 0, slots: 0, held: HOSTS, told: 1 });
  expect((await world.hold(reader, researcher, at("04T10:00"), undefined, 90)).state).toBe("held");
});
