import { afterAll, beforeAll, test } from "vitest";
import { giveUp } from "./support/booking";
import { type Expected, posted, shifted, Target, UNKNOWN } from "./support/target";

const NUL = "a\u0000b";
const DAY_MS = 86_400_000;

let target: Target;
/** Like a free time, but on no grid: a few minutes later. */
let offGrid: { start_time: string; end_time: string };
beforeAll(async () => {
  target = await Target.create("samuel-adeyemi");
  const { start_time, end_time } = target.slot;
  offGrid = { start_time: shifted(start_time, 7), end_time: shifted(end_time, 7) };
});
afterAll(() => giveUp(target.reader, target.sessionId));

test("queries: each bad parameter is named", async () => {
  const slots = (rest: string) => `/time-slots?researcher_id=${target.owner.researcherId}${rest}`;
  const today = new Date();
  const daysAhead = (days: number) =>
    new Date(today.getTime() + days * DAY_MS).toISOString().slice(0, 10);
  const dates = ["", "x", "2026-13-01", "2026-02-30", "2026-1-1", "20261201", "2026-12-01T00:00Z"];
  const badDates = [...dates, "%00", "0000-00-00", "-2026-01-01", daysAhead(-3), daysAhead(900)];
  const zone = `&date=${daysAhead(5)}&timezone=`;
  const availability = `/researchers/${target.owner.researcherId}/availability`;
  const table: [string, string][] = [
    ["/time-slots", "researcher_id"],
    [`/time-slots?date=${daysAhead(5)}&researcher_id=5`, "researcher_id"],
    [slots(""), "date"],
    ...badDates.map((date): [string, string] => [slots(`&date=${date}`), "date"]),
    ...badDates.map((date): [string, string] => [`${availability}?date=${date}`, "date"]),
    ...["", "Mars/Olympus", "CET%00", "../etc", "+25:00", "x".repeat(3000)].flatMap(
      (name): [string, string][] => [
        [slots(zone + name), "timezone"],
        [`${availability}?timezone=${name}`, "timezone"],
        [`/time-slots/${target.slot.id}?timezone=${name}`, "timezone"],
      ],
    ),
    [slots(`&date=${daysAhead(5)}&date=${daysAhead(6)}`), "date"],
    ["/sessions?limit=5&limit=6", "limit"],
    ["/researchers/search", "query"],
    ["/researchers/search?query=", "query"],
    ["/researchers/search?query=%20%20", "query"],
    ["/researchers/search?query=a%00b", "query"],
    [`/researchers/search?query=${"x".repeat(201)}`, "query"],
    ["/researchers?sort=salary", "sort"],
    ["/researchers?verified=yes", "verified"],
    ["/researchers?min_rate=-1", "min_rate"],
    ["/researchers?max_rate=cheap", "max_rate"],
    ["/researchers?max_rate=1e999", "max_rate"],
    ["/researchers?available_before=tomorrow", "available_before"],
    ["/researchers?available_before=0000-01-01T00:00:00Z", "available_before"],
    ["/researchers?available_before=9999-12-31T23:59:59-23:59", "available_before"],
    ["/researchers?available_within_days=0", "available_within_days"],
    ["/researchers?field=a%00b", "field"],
    ...["/researchers", "/sessions", "/researchers/search?query=a"].flatMap((path) => {
      const and = path.includes("?") ? "&" : "?";
      const limits = ["0", "-1", "101", "1e9", "ten", "", "2.5", "NaN", "99999999999999999999"];
      const cursors = ["x", "%00", "e30", "W10", foreignCursor, farCursor, "x".repeat(2001)];
      return [
        ...limits.map((limit): [string, string] => [`${path}${and}limit=${limit}`, "limit"]),
        ...cursors.map((cursor): [string, string] => [`${path}${and}cursor=${cursor}`, "cursor"]),
      ];
    }),
  ];
  for (const [path, field] of table)
    await target.expectRefused(
      { method: "GET", path },
      { status: 400, code: "INVALID_INPUT", field },
    );
});

const foreignCursor = Buffer.from(JSON.stringify(["1", "2", "3", "4"])).toString("base64url");
/** A session's place in the year 33658. */
const farCursor = Buffer.from(JSON.stringify(["999999999999999", UNKNOWN])).toString("base64url");

test("sessions: wrong types, impossible times and unknown things are named, and nothing is held", async () => {
  const { start_time, end_time } = target.slot;
  const times = { researcher_id: target.owner.researcherId, start_time, end_time };
  const past = {
    start_time: shifted(start_time, -60 * 24 * 70),
    end_time: shifted(end_time, -60 * 24 * 70),
  };
  const invalid = (field: string): Expected => ({ status: 400, code: "INVALID_INPUT", field });
  const table: [unknown, Expected][] = [
    [{}, invalid("time_slot_id")],
    [{ time_slot_id: 5 }, invalid("time_slot_id")],
    [{ time_slot_id: null }, invalid("time_slot_id")],
    [{ time_slot_id: "x" }, invalid("time_slot_id")],
    [{ time_slot_id: NUL }, invalid("time_slot_id")],
    [{ time_slot_id: [target.slot.id] }, invalid("time_slot_id")],
    [{ time_slot_id: target.slot.id, questions: 7 }, invalid("questions")],
    [{ time_slot_id: target.slot.id, questions: NUL }, invalid("questions")],
    [{ time_slot_id: target.slot.id, questions: "x".repeat(2001) }, invalid("questions")],
    [{ time_slot_id: target.slot.id, paper_id: "x" }, invalid("paper_id")],
    [
      { time_slot_id: target.slot.id, paper_id: UNKNOWN },
      { status: 404, code: "NOT_FOUND" },
    ],
    [{ ...times, researcher_id: "x" }, invalid("researcher_id")],
    [
      { ...times, researcher_id: UNKNOWN },
      { status: 404, code: "NOT_FOUND" },
    ],
    [{ ...times, start_time: undefined }, invalid("start_time")],
    [{ ...times, start_time: 1_700_000_000 }, invalid("start_time")],
    [{ ...times, start_time: "2026-02-30T10:00:00Z" }, invalid("start_time")],
    [{ ...times, start_time: start_time.slice(0, -1) }, invalid("start_time")],
    [{ ...times, start_time: "+275760-09-13T00:00:00Z" }, invalid("start_time")],
    [{ ...times, end_time: "soon" }, invalid("end_time")],
    [{ ...times, start_time: end_time, end_time: start_time }, invalid("end_time")],
    [{ ...times, end_time: start_time }, invalid("end_time")],
    [{ ...times, ...offGrid }, invalid("start_time")],
    [{ ...times, end_time: shifted(end_time, 30) }, invalid("start_time")],
    [{ ...times, start_time: "0001-01-01T00:00:00Z" }, invalid("start_time")],
    [{ ...times, end_time: "9999-12-31T23:59:59Z" }, invalid("end_time")],
    [{ ...times, ...past }, invalid("start_time")],
  ];
  for (const [body, expected] of table)
    await target.expectRefused(posted("/sessions", body), expected);
  for (const [body, field] of [
    [{}, "start_time"],
    [{ start_time: "x" }, "start_time"],
    [{ start_time: offGrid.start_time }, "start_time"],
    [{ start_time: past.start_time }, "start_time"],
    [{ time_slot_id: "x" }, "time_slot_id"],
  ] as const)
    await target.expectRefused(
      posted(`/sessions/${target.sessionId}/reschedule`, body),
      invalid(field),
    );
});

test("payments: wrong types and unknown sessions", async () => {
  const table: [string, unknown, Expected][] = [
    ["intent", {}, { status: 400, field: "session_id" }],
    ["intent", { session_id: 5 }, { status: 400, field: "session_id" }],
    ["intent", { session_id: "x" }, { status: 400, field: "session_id" }],
    ["intent", { session_id: target.sessionId, type: "gift" }, { status: 400, field: "type" }],
    ["intent", { session_id: UNKNOWN }, { status: 404, code: "NOT_FOUND" }],
    ["intent", { session_id: target.sessionId }, { status: 409, code: "WRONG_STATE" }],
    ["confirm", {}, { status: 400, field: "payment_intent_id" }],
    [
      "confirm",
      { session_id: target.sessionId, payment_intent_id: 7 },
      { status: 400, field: "payment_intent_id" },
    ],
    [
      "confirm",
      { session_id: target.sessionId, payment_intent_id: `pi_${NUL}` },
      { status: 400, field: "payment_intent_id" },
    ],
    [
      "confirm",
      { session_id: target.sessionId, payment_intent_id: "pi_1/../x" },
      { status: 400, field: "payment_intent_id" },
    ],
    ["confirm", { session_id: UNKNOWN, payment_intent_id: "pi_1" }, { status: 404 }],
  ];
  for (const [verb, body, expected] of table)
    await target.expectRefused(posted(`/payments/${verb}`, body), expected);
});

test("accounts: wrong types and texts", async () => {
  const good = { name: "Ada", email: "ada@bad.example", password: "correct horse battery" };
  const table: [unknown, string][] = [
    [{ ...good, name: NUL }, "name"],
    [{ ...good, name: ["Ada"] }, "name"],
    [{ ...good, name: "x".repeat(121) }, "name"],
    [{ ...good, email: `ada@bad.example${NUL}` }, "email"],
    [{ ...good, email: {} }, "email"],
    [{ ...good, email: `${"x".repeat(260)}@bad.example` }, "email"],
    [{ ...good, password: "short" }, "password"],
    [{ ...good, password: 12345678901234 }, "password"],
    [{ ...good, time_zone: "Mars/Olympus" }, "time_zone"],
  ];
  for (const [body, field] of table)
    await target.expectRefused(posted("/api/v1/auth/register", body), { status: 400, field });
});
