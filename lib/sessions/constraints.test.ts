import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { at, createWorld, type World } from "./sessions.fixture";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

type Place = { readerId: string; researcherId: string };

const insertSession = (
  { readerId, researcherId }: Place,
  [from, to]: [string, string],
  state = "held",
) => world.sql`
  insert into sessions (reader_id, researcher_id, time_slot_id, state, cancel_reason, starts_at,
    ends_at, price_cents, requires_acceptance, cancellation_window_minutes, hold_expires_at)
  values (${readerId}, ${researcherId}, 'slot', ${state}, 'hold_expired',
    ${at(from).toISOString()}, ${at(to).toISOString()}, 100, false, 1440, now())
  returning id`;

async function place(): Promise<Place> {
  return { readerId: (await world.reader()).id, researcherId: (await world.researcher()).id };
}

describe("live sessions", () => {
  test.each(["held", "expiring", "requested", "confirmed"])(
    "of one researcher never overlap one that is %s",
    async (state) => {
      const one = await place();
      await insertSession(one, ["04T09:00", "04T10:00"], state);
      const other = { ...one, readerId: (await world.reader()).id };
      await expect(insertSession(other, ["04T09:59", "04T10:59"])).rejects.toMatchObject({
        code: "23P01",
        constraint_name: "sessions_researcher_overlap",
      });
      await insertSession(other, ["04T10:00", "04T11:00"]);
    },
  );

  test("of one reader never overlap", async () => {
    const one = await place();
    await insertSession(one, ["04T09:00", "04T10:00"]);
    const other = { ...one, researcherId: (await world.researcher()).id };
    await expect(insertSession(other, ["04T08:30", "04T09:30"])).rejects.toMatchObject({
      code: "23P01",
      constraint_name: "sessions_reader_overlap",
    });
  });

  test.each(["canceled", "completed"])("overlap one that is %s as they like", async (state) => {
    const one = await place();
    await insertSession(one, ["04T09:00", "04T10:00"], state);
    await insertSession(one, ["04T09:00", "04T10:00"]);
  });

  test("end after they start, cost something, and say why they were canceled", async () => {
    const one = await place();
    const refused = { code: "23514" };
    await expect(insertSession(one, ["04T10:00", "04T10:00"])).rejects.toMatchObject(refused);
    const [row] = await insertSession(one, ["04T09:00", "04T10:00"], "canceled");
    const free = world.sql`update sessions set price_cents = 0 where id = ${row?.id}`;
    await expect(free).rejects.toMatchObject(refused);
    const silent = world.sql`update sessions set cancel_reason = null where id = ${row?.id}`;
    await expect(silent).rejects.toMatchObject(refused);
  });
});

describe("time slots", () => {
  const insertSlot = (researcherId: string, available: boolean, sessionId: string | null) =>
    world.sql`insert into time_slots (id, researcher_id, start_time, end_time, available, session_id)
      values (${crypto.randomUUID()}, ${researcherId}, now(), now() + interval '1 hour',
        ${available}, ${sessionId})`;

  test("are taken by a session, or free and nobody's", async () => {
    const { researcherId } = await place();
    const refused = { constraint_name: "time_slots_claim" };
    const sessionId = crypto.randomUUID();
    await expect(insertSlot(researcherId, true, sessionId)).rejects.toMatchObject(refused);
    await expect(insertSlot(researcherId, false, null)).rejects.toMatchObject(refused);
    await insertSlot(researcherId, false, sessionId);
    await insertSlot(researcherId, true, null);
  });

  test("are claimed one for each session", async () => {
    const { researcherId } = await place();
    const sessionId = crypto.randomUUID();
    await insertSlot(researcherId, false, sessionId);
    await expect(insertSlot(researcherId, false, sessionId)).rejects.toMatchObject({
      code: "23505",
    });
  });
});

describe("meeting hosts", () => {
  test("never have two meetings at once, but for those that are over before they began", async () => {
    const insertMeeting = async ([from, to]: [string, string], blocking = true) => {
      const [row] = await insertSession(await place(), [from, to]);
      await world.sql`insert into meetings (session_id, host_email, starts_at, ends_at, blocking)
        values (${row?.id}, 'one@hosts.example', ${at(from).toISOString()},
          ${at(to).toISOString()}, ${blocking})`;
    };
    await insertMeeting(["04T09:00", "04T10:00"]);
    await expect(insertMeeting(["04T09:30", "04T10:30"])).rejects.toMatchObject({
      code: "23P01",
      constraint_name: "meetings_host_overlap",
    });
    await insertMeeting(["04T09:30", "04T10:30"], false);
    await insertMeeting(["04T10:00", "04T11:00"]);
  });
});
