import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Envelope, expectFailure, readSession, stranger } from "./support/api";
import { freeSlot, hold } from "./support/booking";
import { newOwner, newReader, type Owner, type Person } from "./support/people";
import { sql } from "./support/stack";

const ME = "/researchers/me";
const DAY_MS = 86_400_000;
const OFFICE = Object.fromEntries(
  ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"].map((day) => [
    day,
    ["09:00-12:00", "13:00-17:00"],
  ]),
);
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS);
const dateIn = (days: number) => inDays(days).toISOString().slice(0, 10);

let owner: Owner;
let reader: Person;
beforeAll(async () => {
  reader = await newReader();
});
beforeEach(async () => {
  owner = await newOwner();
});

type Settings = {
  time_zone: string;
  availability: Record<string, string[]>;
  preferences: Record<string, unknown>;
};
const save = (body: object) => owner.api.put<Envelope<Settings>>(`${ME}/availability`, body);
const freeTimesOf = async (id: string) => {
  const path = `/researchers/${id}/availability`;
  const { body } = await reader.api.get<{ availability: Record<string, string[]> }>(path);
  return Object.values(body.availability).flat();
};

test("a researcher without hours writes a week, and readers see its times", async () => {
  expect(await freeTimesOf(owner.researcherId)).toEqual([]);
  const saved = await save({
    time_zone: "Europe/Lisbon",
    availability: OFFICE,
    preferences: { session_minutes: 30, step_minutes: 30 },
  });
  expect(saved.status).toBe(200);
  expect(saved.body).toEqual({
    success: true,
    message: "Availability saved successfully",
    data: {
      time_zone: "Europe/Lisbon",
      availability: OFFICE,
      preferences: {
        session_minutes: 30,
        step_minutes: 30,
        buffer_before_minutes: 0,
        buffer_after_minutes: 0,
        minimum_notice_minutes: 1440,
        window_days: 60,
        daily_maximum: null,
        requires_acceptance: false,
      },
    },
  });
  const read = await owner.api.get<Envelope<Settings>>(`${ME}/availability`);
  expect(read.body.data).toEqual(saved.body.data);
  expect(await freeTimesOf(owner.researcherId)).toContain("16:30-17:00");
  const profile = await reader.api.get<Envelope<Record<string, unknown>>>(
    `/researchers/${owner.researcherId}`,
  );
  expect(profile.body.data).toMatchObject({
    time_zone: "Europe/Lisbon",
    availability: OFFICE,
    next_available_at: expect.any(String),
  });
});

test("dates, time off and travel are listed, change what readers see, and are taken back", async () => {
  await save({ availability: OFFICE });
  const date = dateIn(5);
  const times = async () => {
    const path = `/researchers/${owner.researcherId}/availability?date=${date}`;
    const { body } = await reader.api.get<{ availability: Record<string, string[]> }>(path);
    return body.availability[date];
  };
  expect(await times()).toHaveLength(7);
  const override = await owner.api.put(`${ME}/overrides/${date}`, { hours: ["18:00-20:00"] });
  expect(override).toMatchObject({
    status: 200,
    body: { success: true, data: { date, hours: ["18:00-20:00"] } },
  });
  expect(await times()).toEqual(["18:00-19:00", "19:00-20:00"]);
  const list = await owner.api.get<Envelope<unknown[]>>(`${ME}/overrides`);
  expect(list.body.data).toEqual([{ date, hours: ["18:00-20:00"] }]);

  const off = { start_time: `${date}T18:00:00Z`, end_time: `${date}T18:30:00Z`, note: "Train" };
  const added = await owner.api.post<Envelope<{ id: string }>>(`${ME}/time-off`, off);
  expect(added.status).toBe(201);
  expect(await times()).toEqual(["19:00-20:00"]);
  expect((await owner.api.get<Envelope<unknown[]>>(`${ME}/time-off`)).body.data).toEqual([
    {
      id: added.body.data.id,
      note: "Train",
      start_time: `${date}T18:00:00.000Z`,
      end_time: `${date}T18:30:00.000Z`,
    },
  ]);
  const gone = await owner.api.delete(`${ME}/time-off/${added.body.data.id}`);
  expect(gone.status).toBe(200);
  expect((await owner.api.delete(`${ME}/overrides/${date}`)).status).toBe(200);
  expect(await times()).toHaveLength(7);

  const journey = { start_date: date, end_date: dateIn(7), time_zone: "Asia/Kolkata" };
  const trip = await owner.api.post<Envelope<{ id: string }>>(`${ME}/travel`, journey);
  expect(trip).toMatchObject({ status: 201, body: { data: journey } });
  const day = await reader.api.get<{ time_slots: { start_time: string }[] }>(
    `/time-slots?researcher_id=${owner.researcherId}&date=${date}`,
  );
  expect(day.body.time_slots[0]?.start_time).toBe(`${date}T03:30:00.000Z`);
  expect((await owner.api.delete(`${ME}/travel/${trip.body.data.id}`)).status).toBe(200);
  expect((await owner.api.get<Envelope<unknown[]>>(`${ME}/travel`)).body.data).toEqual([]);
});

test("a booking outside new hours is told first, and stays when it is known", async () => {
  await save({ availability: OFFICE });
  const slot = await freeSlot(reader.api, owner.researcherId);
  const { id } = await hold(reader, slot);
  const conflict = { session_id: id, start_time: slot.start_time, end_time: slot.end_time };
  const closed = { availability: {} };

  const asked = await owner.api.post<Envelope<unknown[]>>(`${ME}/availability/conflicts`, closed);
  expect(asked.body.data).toEqual([conflict]);
  const refused = expectFailure(await save(closed), 409, "SCHEDULE_CONFLICT");
  expect(refused.error.details.conflicts).toEqual([conflict]);
  const { body } = await owner.api.get<Envelope<Settings>>(`${ME}/availability`);
  expect(body.data.availability).toEqual(OFFICE);

  const date = slot.start_time.slice(0, 10);
  const dayOff = `${ME}/overrides/${date}`;
  expectFailure(await owner.api.put(dayOff, { hours: [] }), 409, "SCHEDULE_CONFLICT");
  const known = await owner.api.put(dayOff, { hours: OFFICE.monday, acknowledge: [id] });
  expect(known.status).toBe(200);
  expect((await save(closed)).status).toBe(200);
  expectFailure(await owner.api.delete(dayOff), 409, "SCHEDULE_CONFLICT");
  expect((await owner.api.delete(`${dayOff}?acknowledge=${id}`)).status).toBe(200);
  expect(await readSession(reader.api, id)).toMatchObject({
    status: "scheduled",
    start_time: slot.start_time,
  });
});

test("preferences are changed one by one; answering requests asks for a day's notice", async () => {
  const change = (body: unknown) => owner.api.patch<Envelope<object>>(`${ME}/preferences`, body);
  await change({ minimum_notice_minutes: 30 });
  const careful = await change({ requires_acceptance: true });
  expect(careful.body.data).toMatchObject({
    requires_acceptance: true,
    minimum_notice_minutes: 1440,
  });
  const tooShort = expectFailure(await change({ minimum_notice_minutes: 30 }), 400);
  expect(tooShort.error.details.fields).toHaveProperty("minimum_notice_minutes");
  const { body } = await owner.api.get<Envelope<object>>(`${ME}/preferences`);
  expect(body.data).toEqual(careful.body.data);
});

describe("what is not for everyone", () => {
  const calls: [method: string, path: string][] = [
    ["GET", "/availability"],
    ["PUT", "/availability"],
    ["POST", "/availability/conflicts"],
    ["GET", "/preferences"],
    ["PATCH", "/preferences"],
    ["GET", "/overrides"],
    ["PUT", `/overrides/${dateIn(3)}`],
    ["DELETE", `/overrides/${dateIn(3)}`],
    ["GET", "/time-off"],
    ["POST", "/time-off"],
    ["GET", "/travel"],
    ["POST", "/travel"],
    ["GET", "/sessions"],
    ["POST", `/sessions/${crypto.randomUUID()}/accept`],
    ["POST", `/sessions/${crypto.randomUUID()}/decline`],
  ];

  test("takes a signed-in user with a profile", async () => {
    for (const [method, path] of calls) {
      expectFailure(await stranger.send(method, ME + path), 401, "UNAUTHENTICATED");
      expectFailure(await reader.api.send(method, ME + path), 403, "FORBIDDEN");
    }
  });

  test("another's entries do not exist, and stay", async () => {
    const other = await newOwner();
    const off = { start_time: inDays(2).toISOString(), end_time: inDays(3).toISOString() };
    const mine = await owner.api.post<Envelope<{ id: string }>>(`${ME}/time-off`, off);
    const path = `${ME}/time-off/${mine.body.data.id}`;
    expectFailure(await other.api.delete(path), 404, "NOT_FOUND");
    expectFailure(await other.api.delete(`${ME}/overrides/${dateIn(3)}`), 404, "NOT_FOUND");
    const { body } = await owner.api.get<Envelope<unknown[]>>(`${ME}/time-off`);
    expect(body.data).toHaveLength(1);
  });
});

test("bad input is refused by field, and changes nothing", async () => {
  await save({ availability: OFFICE });
  const soon = inDays(2).toISOString();
  const travel = { start_date: dateIn(2), end_date: dateIn(3), time_zone: "Asia/Tokyo" };
  const table: [method: string, path: string, body: unknown, field: string][] = [
    ["PUT", "/availability", { availability: { monday: "all day" } }, "availability.monday"],
    [
      "PUT",
      "/availability",
      { availability: { monday: ["17:00-09:00"] } },
      "availability.monday.0",
    ],
    [
      "PUT",
      "/availability",
      { availability: { monday: ["09:00-\u0000"] } },
      "availability.monday.0",
    ],
    ["PUT", "/availability", { availability: { funday: [] } }, "availability"],
    ["PUT", "/availability", { availability: [] }, "availability"],
    ["PUT", "/availability", { time_zone: "Mars/Olympus" }, "time_zone"],
    ["PUT", "/availability", { preferences: { window_days: 1 } }, "preferences.window_days"],
    ["PUT", "/availability", { preferences: { step_minutes: 1e9 } }, "preferences.step_minutes"],
    ["PUT", "/availability", { acknowledge: ["all"] }, "acknowledge.0"],
    ["PUT", "/availability", null, "body"],
    ["PATCH", "/preferences", { session_minutes: "60" }, "session_minutes"],
    ["PATCH", "/preferences", { colour: "green" }, "colour"],
    ["PUT", "/overrides/tomorrow", { hours: [] }, "date"],
    ["PUT", "/overrides/2026-02-30", { hours: [] }, "date"],
    ["PUT", "/overrides/2020-01-01", { hours: [] }, "date"],
    ["PUT", "/overrides/9999-12-31", { hours: [] }, "date"],
    ["PUT", `/overrides/${dateIn(3)}`, { hours: ["09:00-11:00", "10:00-12:00"] }, "hours.1"],
    ["PUT", `/overrides/${dateIn(3)}`, {}, "hours"],
    ["POST", "/time-off", { start_time: soon, end_time: soon }, "end_time"],
    ["POST", "/time-off", { start_time: soon, end_time: "0001-01-01T00:00:00Z" }, "end_time"],
    ["POST", "/time-off", { start_time: soon, end_time: "9999-01-01T00:00:00Z" }, "end_time"],
    ["POST", "/time-off", { start_time: "0000-01-01T00:00:00Z", end_time: soon }, "start_time"],
    ["POST", "/travel", { ...travel, time_zone: "home" }, "time_zone"],
    ["POST", "/travel", { ...travel, end_date: dateIn(1) }, "end_date"],
    ["POST", "/travel", { ...travel, end_date: "9999-12-31" }, "end_date"],
    ["GET", "/sessions?state=held", undefined, "state"],
    ["GET", "/sessions?cursor=x", undefined, "cursor"],
    ["DELETE", `/overrides/${dateIn(3)}?acknowledge=x`, undefined, "acknowledge.0"],
    ["DELETE", "/time-off/none", undefined, "time_off_id"],
    ["POST", "/sessions/none/accept", undefined, "session_id"],
  ];
  for (const [method, path, body, field] of table) {
    const init = body === undefined ? {} : { body: JSON.stringify(body) };
    const headers = { "content-type": "application/json" };
    const answer = await owner.api.send(method, ME + path, { ...init, headers });
    const { error } = expectFailure(answer, 400, "INVALID_INPUT");
    expect(Object.keys(error.details.fields ?? {}), `${method} ${path}`).toContain(field);
  }
  const { body } = await owner.api.get<Envelope<Settings>>(`${ME}/availability`);
  expect(body.data.availability).toEqual(OFFICE);
  for (const list of ["overrides", "time-off", "travel"])
    expect((await owner.api.get<Envelope<unknown[]>>(`${ME}/${list}`)).body.data).toEqual([]);
});

test("of many saves at once each is whole: the week is one of them", async () => {
  const weeks = Array.from({ length: 8 }, (_, n) => ({
    availability: { monday: [`0${n}:00-1${n}:00`], friday: [`0${n}:00-1${n}:00`] },
  }));
  const answers = await Promise.all(weeks.map(save));
  expect(answers.map(({ status }) => status)).toEqual(weeks.map(() => 200));
  const rows = await sql<{ startMinute: number }[]>`
    select start_minute as "startMinute" from availability_rules
    where researcher_id = ${owner.researcherId}`;
  expect(rows).toHaveLength(2);
  expect(new Set(rows.map(({ startMinute }) => startMinute)).size).toBe(1);
});
