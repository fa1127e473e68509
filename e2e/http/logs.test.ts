import { beforeAll, expect, test } from "vitest";
import { Caller, expectFailure, stranger } from "./support/api";
import { freeSlot, giveUp, openPayment } from "./support/booking";
import { newOwner, newReader, type Owner, openEveryDay, type Person } from "./support/people";
import { confirmCard } from "./support/sandbox";
import { app, appLog, sql } from "./support/stack";
import { waitFor } from "./support/wait-for";

type Line = { msg: string; requestId?: string; sessionId?: string; [field: string]: unknown };

/** In every name, address, text, token and query that these tests send. */
const MARK = `private${crypto.randomUUID().replaceAll("-", "")}`;
const EMAIL = `${MARK}@readers.example`;

let reader: Person;
let owner: Owner;
beforeAll(async () => {
  [reader, owner] = await Promise.all([newReader(), newOwner()]);
  await openEveryDay(owner);
});

const linesOf = async (requestId: string): Promise<Line[]> =>
  (await appLog())
    .split("\n")
    .filter((line) => line.startsWith("{") && line.includes(requestId))
    .map((line) => JSON.parse(line));

/** The lines of a request, once the one that ends it is there. */
const finished = (requestId: string | null) =>
  waitFor(`the log of request ${requestId}`, async () => {
    const lines = await linesOf(requestId ?? "none");
    return lines.some(({ msg }) => msg === "request") && lines;
  });

const idOf = ({ headers }: { headers: Headers }) => headers.get("x-request-id");

test("a request that fails says so in lines of its id and its session's, and quotes nobody", async () => {
  const { id: slotId } = await freeSlot(reader.api, owner.researcherId);
  const asked = { time_slot_id: slotId, questions: `${MARK} asks` };
  const held = await reader.api.post<{ data: { id: string } }>("/sessions", asked);
  expect(held.status).toBe(201);
  const { id: sessionId } = held.body.data;
  expect(await finished(idOf(held))).toMatchObject([
    { msg: "request", sessionId, method: "POST", route: "/api/v1/consulting/sessions" },
  ]);

  // PostgreSQL quotes what it cannot read as a number.
  await sql.unsafe(`create function break_${MARK}() returns trigger language plpgsql as $$ begin
    perform new.questions::int; return new; end $$`);
  await sql.unsafe(`create trigger break_${MARK} before update on sessions for each row
    when (new.id = '${sessionId}') execute function break_${MARK}()`);
  const failed = await reader.api.post(`/sessions/${sessionId}/cancel?because=${MARK}`);
  await sql.unsafe(`drop function break_${MARK} cascade`);
  expectFailure(failed, 500, "INTERNAL");
  const lines = await finished(idOf(failed));
  expect(lines).toMatchObject([
    { level: "error", msg: "request failed", sessionId, error: "QueryError" },
    { msg: "request", status: 500, sessionId },
  ]);
  expect(lines[1]).toMatchObject({ route: "/api/v1/consulting/sessions/[sessionId]/cancel" });

  const intent = await openPayment(reader, sessionId);
  await confirmCard(intent, "pm_card_visa");
  const body = { session_id: sessionId, payment_intent_id: intent };
  const settled = await reader.api.post("/payments/confirm", body);
  expect(await finished(idOf(settled))).toMatchObject([
    { msg: "request", sessionId, paymentId: expect.any(String) },
  ]);
  await giveUp(reader, sessionId);
});

test("our id leads, and a well-formed one of the caller stands beside it", async () => {
  const ask = (id: string) =>
    stranger.send("GET", "/api/v1/health", { headers: { "x-request-id": id } });
  const theirs = crypto.randomUUID();
  const answer = await ask(theirs);
  expect(idOf(answer)).not.toBe(theirs);
  expect(await finished(idOf(answer))).toMatchObject([{ callerRequestId: theirs }]);
  const [line] = await finished(idOf(await ask(EMAIL)));
  expect(line).not.toHaveProperty("callerRequestId");
});

test("nothing that people type, send or are called is in the log, whatever goes wrong", async () => {
  const account = { name: MARK, email: EMAIL, password: `${MARK} is my password` };
  const asJson = { headers: { "content-type": "application/json" } };
  const requests = [
    stranger.post("/api/v1/auth/register", account),
    stranger.post("/api/v1/auth/register", { ...account, email: `${EMAIL} ` }),
    stranger.post("/api/v1/auth/token", { email: EMAIL, password: MARK }),
    stranger.send("POST", "/api/v1/auth/token", { ...asJson, body: `{"email": "${EMAIL}` }),
    stranger.send("POST", "/api/auth/callback/credentials", { ...asJson, body: `{"a": ${MARK}}` }),
    stranger.send("POST", "/api/auth/_log", {
      ...asJson,
      body: JSON.stringify({ level: "error", code: MARK }),
    }),
    new Caller(`${MARK}.${MARK}.${MARK}`).get(`/sessions?status=${MARK}`),
    reader.api.get(`/researchers/search?query=${MARK}&cursor=${MARK}`),
    reader.api.get(`/researchers/${MARK}`),
    reader.api.get(`/sessions/${EMAIL}`),
    reader.api.post(`/sessions/${encodeURIComponent(EMAIL)}/cancel`),
    reader.api.post("/sessions", { time_slot_id: MARK, questions: MARK }),
    reader.api.post("/payments/confirm", { session_id: MARK, payment_intent_id: `pi_${MARK}` }),
    reader.api.get(`/nowhere/${MARK}`),
    stranger.send("POST", "/api/v1/webhooks/stripe", {
      body: JSON.stringify({ id: MARK, email: EMAIL }),
      headers: { "stripe-signature": `t=1,v1=${MARK}` },
    }),
  ];
  const answers = await Promise.all(requests);
  for (const answer of answers) await finished(idOf(answer));
  const pages = [
    `/researchers?q=${MARK}`,
    `/researchers/${MARK}`,
    `/verify-email?token=${MARK}`,
    `/set-password?token=${MARK}&email=${EMAIL}`,
    `/sessions/${MARK}`,
    `/checkout/${MARK}/return?payment_intent=pi_${MARK}`,
    `/${MARK}?email=${EMAIL}`,
    `/api/auth/callback/credentials?email=${EMAIL}`,
  ];
  for (const path of pages) {
    await fetch(`${app}${path}`, {
      redirect: "manual",
      headers: { cookie: `next-auth.session-token=${MARK}`, referer: `${app}/?from=${MARK}` },
    });
  }
  const form = new URLSearchParams({ email: EMAIL, password: MARK, csrfToken: MARK });
  await fetch(`${app}/api/auth/callback/credentials`, { method: "POST", body: form });
  // The last of them is written down too.
  await finished(idOf(await stranger.get("/api/v1/health")));
  expect(await appLog()).not.toContain(MARK);
});

test("every line of a request has its id, and no line an address", async () => {
  const text = await appLog();
  const lines = text.split("\n").filter((line) => line.startsWith("{"));
  const requests = lines
    .map((line): Line => JSON.parse(line))
    .filter(({ msg }) => msg === "request");
  expect(requests.length).toBeGreaterThan(10);
  expect(requests.filter(({ requestId }) => !requestId)).toEqual([]);
  expect(text).not.toMatch(/@(readers|colloquy|bad)\.example/);
  expect(text).not.toMatch(/\beyJ[\w-]+\.[\w-]+\.|_secret_[A-Za-z0-9]{6}|\?[a-z_]+=/);
});
