import { beforeAll, expect, test } from "vitest";
import {
  type Caller,
  type Envelope,
  expectFailure,
  readSession,
  type SessionBody,
  stranger,
} from "./support/api";
import {
  book,
  freeSlot,
  freeSlots,
  giveUp,
  hold,
  openPayment,
  tryConfirm,
} from "./support/booking";
import { newReader, type Owner, ownerOf, type Person } from "./support/people";
import { confirmCard, control, readIntent, refundsOf } from "./support/sandbox";
import { sql } from "./support/stack";
import { waitFor } from "./support/wait-for";

let reader: Person;
let other: Person;
let lukas: Owner;
let clara: Owner;
let booked: { session: SessionBody; intent: string };
let held: SessionBody;
let intent: string;

beforeAll(async () => {
  [reader, other, lukas, clara] = await Promise.all([
    newReader(),
    newReader(),
    ownerOf("lukas-brandt"),
    ownerOf("clara-van-den-berg"),
  ]);
  const [a, b] = await freeSlots(reader.api, lukas.researcherId, 2);
  if (!a || !b) throw new Error("no two free times");
  booked = await book(reader, a);
  held = await hold(reader, b);
  intent = await openPayment(reader, held.id);
});

/** Everything that can be asked of a session, each as one call. */
const acts: Record<string, (caller: Caller) => ReturnType<Caller["post"]>> = {
  "see a booking": (caller) => caller.get(`/sessions/${booked.session.id}`),
  "see a hold": (caller) => caller.get(`/sessions/${held.id}`),
  "pay for a hold": (caller) => caller.post("/payments/intent", { session_id: held.id }),
  "confirm a payment": (caller) =>
    caller.post("/payments/confirm", { session_id: held.id, payment_intent_id: intent }),
  "cancel a booking": (caller) => caller.post(`/sessions/${booked.session.id}/cancel`),
  "cancel a booking by PATCH": (caller) => caller.patch(`/sessions/${booked.session.id}/cancel`),
  "cancel a hold": (caller) => caller.post(`/sessions/${held.id}/cancel`),
  "accept a booking": (caller) => caller.post(`/sessions/${booked.session.id}/accept`),
  "move a booking": (caller) =>
    caller.post(`/sessions/${booked.session.id}/reschedule`, {
      time_slot_id: booked.session.time_slot_id,
    }),
};

const rows = () => sql`
  select s::text as session, m::text as meeting, t::text as slot,
    (select json_agg(p)::text from payments p where p.session_id = s.id) as payments
  from sessions s left join meetings m on m.session_id = s.id
    left join time_slots t on t.session_id = s.id
  where s.id = any(${[booked.session.id, held.id]}) order by s.id`;

/** The meeting is made by a job: only after it may rows be compared. */
const meetingMade = () =>
  waitFor("the meeting's link", async () => {
    const { zoom_link } = await readSession(reader.api, booked.session.id);
    return zoom_link;
  });

test.each(Object.keys(acts))(
  "nobody can %s of another's, nor learn that there is one",
  async (act) => {
    await meetingMade();
    const before = [...(await rows())];
    const another = await acts[act]?.(other.api);
    const researcher = await acts[act]?.(clara.api);
    for (const answer of [another, researcher]) {
      if (!answer) throw new Error(`no act is called ${act}`);
      const { error } = expectFailure(answer, 404, "NOT_FOUND");
      expect(error.message).toBe("Session not found");
    }
    const nobody = await acts[act]?.(stranger);
    if (nobody) expectFailure(nobody, 401, "UNAUTHENTICATED");
    expect([...(await rows())]).toEqual(before);
  },
);

test("lists and slots show a session to its parties only", async () => {
  const mine = await reader.api.get<SessionBody[]>("/sessions");
  expect(mine.body.map(({ id }) => id).sort()).toEqual([booked.session.id, held.id].sort());
  expect((await other.api.get<SessionBody[]>("/sessions")).body).toEqual([]);
  const path = `/time-slots/${booked.session.time_slot_id}`;
  for (const [who, sessionId] of [
    [reader, booked.session.id],
    [lukas, booked.session.id],
    [other, undefined],
    [clara, undefined],
  ] as const) {
    const { body } = await who.api.get<Envelope<{ session_id?: string; available: boolean }>>(path);
    expect(body.data).toMatchObject({ available: false });
    expect(body.data.session_id).toBe(sessionId);
  }
});

test("each party does only what is theirs to do", async () => {
  const id = booked.session.id;
  expectFailure(await reader.api.post(`/sessions/${id}/accept`), 403, "FORBIDDEN");
  const move = { time_slot_id: booked.session.time_slot_id };
  expectFailure(await lukas.api.post(`/sessions/${id}/reschedule`, move), 403, "FORBIDDEN");
  expectFailure(
    await lukas.api.post("/payments/intent", { session_id: held.id }),
    403,
    "FORBIDDEN",
  );
});

test("a token that is forged, revoked or of another kind is no token", async () => {
  const [head = "", payload = "", signature = ""] = (reader.api.token ?? "").split(".");
  const none = Buffer.from('{"alg":"none","typ":"JWT"}').toString("base64url");
  const forged = [
    "",
    "Bearer",
    "Bearer x",
    `Bearer ${none}.${payload}.`,
    `Bearer ${head}.${payload}.${signature.slice(1)}x`,
    `Basic ${Buffer.from(`${reader.email}:x`).toString("base64")}`,
  ];
  for (const authorization of forged) {
    const answer = await stranger.send("GET", "/sessions", { headers: { authorization } });
    expectFailure(answer, 401, "UNAUTHENTICATED");
    expect(answer.headers.get("www-authenticate")).toMatch(/^Bearer/);
  }
  const leaver = await newReader();
  expect((await leaver.api.get("/sessions")).status).toBe(200);
  await sql`update api_grants set revoked_at = now() where user_id = ${leaver.userId}`;
  expectFailure(await leaver.api.get("/sessions"), 401, "UNAUTHENTICATED");
});

test.each([
  ["amount received", { amount: 1_00, amount_received: 1_00 }],
  ["currency", { currency: "jpy" }],
  ["session", { metadata: "another" }],
])("a payment with another %s never confirms, and goes back", async (_what, change) => {
  const buyer = await newReader();
  const session = await hold(buyer, await freeSlot(buyer.api, clara.researcherId));
  const tampered = await openPayment(buyer, session.id);
  const [payment] = await sql<{ id: string }[]>`
    select id from payments where session_id = ${session.id}`;
  const metadata = { payment_id: payment?.id, session_id: held.id };
  const wanted = "metadata" in change ? { metadata } : change;
  // Before the payment, so that no webhook can tell of one that still agrees.
  const before = "amount_received" in wanted ? { amount: wanted.amount } : wanted;
  expect((await control("POST", `/payment_intents/${tampered}/tamper`, before)).status).toBe(200);
  await confirmCard(tampered, "pm_card_visa");
  expectFailure(await tryConfirm(buyer, session.id, tampered), 409, "PAYMENT_MISMATCH");
  const { amount_received } = await readIntent(tampered);
  const refunds = await waitFor(`the refund of ${tampered}`, async () => {
    const made = await refundsOf(tampered);
    return made.length > 0 && made;
  });
  expect(refunds.map(({ amount }) => amount)).toEqual([amount_received]);
  expect(await readSession(buyer.api, session.id)).toMatchObject({
    payment_status: "refunded",
    zoom_link: null,
  });
  const [row] = await sql`select state from sessions where id = ${session.id}`;
  expect(row?.state).not.toBe("confirmed");
  const [alert] =
    await sql`select kind from alerts where key = ${`payment_mismatch:${payment?.id}`}`;
  expect(alert?.kind).toBe("payment_mismatch");
  await giveUp(buyer, session.id);
});

test("one session's payment does not pay for another, whoever's it is", async () => {
  const answer = await tryConfirm(reader, held.id, booked.intent);
  const { error } = expectFailure(answer, 400, "INVALID_INPUT");
  expect(error.details.fields).toEqual({ payment_intent_id: "does not belong to this session" });
  const mine = await hold(other, await freeSlot(other.api, clara.researcherId));
  expectFailure(await tryConfirm(other, mine.id, booked.intent), 400, "INVALID_INPUT");
  expectFailure(await tryConfirm(other, mine.id, "pi_made_up"), 400, "INVALID_INPUT");
  await giveUp(other, mine.id);
});

test("the browser's word that it has paid counts for nothing", async () => {
  expectFailure(await tryConfirm(reader, held.id, intent), 402, "PAYMENT_REQUIRED");
  expect(await readSession(reader.api, held.id)).toMatchObject({ payment_status: "pending" });
});

test("when all is done, the parties let their bookings go", async () => {
  await giveUp(reader, held.id);
  await giveUp(lukas, booked.session.id);
  expect(await readSession(reader.api, booked.session.id)).toMatchObject({
    status: "canceled",
    cancel_reason: "researcher_canceled",
  });
});
