import { beforeAll, expect, test } from "vitest";
import { type Envelope, expectFailure, readSession, stranger } from "./support/api";
import { book, freeSlot, moveBySql } from "./support/booking";
import { jobsAtRest } from "./support/jobs";
import {
  newOwner,
  newReader,
  type Owner,
  openEveryDay,
  type Person,
  signIn,
} from "./support/people";
import { control, fireCron, refundsOf, stripe } from "./support/sandbox";
import { sql } from "./support/stack";
import { waitFor } from "./support/wait-for";

type Earning = {
  id: string;
  session_id: string;
  status: string;
  waits_for: string | null;
  gross: number;
  fee: number;
  net: number;
};
type Report = { status: string; outcome: string | null; refund_amount: number | null };

const HOUR_MS = 3_600_000;
const UNKNOWN = "00000000-0000-4000-8000-000000000000";

let admin: Person;
let other: Person;
let otherOwner: Owner;
beforeAll(async () => {
  [admin, other, otherOwner] = await Promise.all([
    signIn("admin@colloquy.example"),
    newReader(),
    newOwner(),
  ]);
});

/** A session that was booked, took place and ended an hour ago. */
async function over() {
  const [reader, owner] = await Promise.all([newReader(), newOwner()]);
  await openEveryDay(owner);
  const { session, intent } = await book(reader, await freeSlot(reader.api, owner.researcherId));
  await waitFor("the meeting's link", async () => {
    const { zoom_link } = await readSession(reader.api, session.id);
    return zoom_link;
  });
  await jobsAtRest(session.id);
  await moveBySql(session.id, new Date(Date.now() - 2 * HOUR_MS));
  await fireCron("sweep-deadlines");
  await waitFor("the session to be completed", async () => {
    return (await readSession(reader.api, session.id)).status === "completed";
  });
  const path = `/sessions/${session.id}`;
  return {
    reader,
    owner,
    intent,
    path,
    id: session.id,
    report: (who: Person, body: unknown = { kind: "no_show", text: "Nobody came." }) =>
      who.api.post<Envelope<Report>>(`${path}/report`, body),
    contest: (who: Person, body: unknown = { text: "I was there." }) =>
      who.api.post<Envelope<Report>>(`${path}/contest`, body),
    decide: (who: Person, body: unknown) =>
      who.api.post<Envelope<Report>>(`${path}/report/decision`, body),
    earning: async () =>
      (await earningsOf(owner)).find(({ session_id }) => session_id === session.id),
  };
}

async function earningsOf(owner: Owner): Promise<Earning[]> {
  const { status, body } = await owner.api.get<Envelope<Earning[]>>("/researchers/me/earnings");
  expect(status).toBe(200);
  return body.data;
}

test("a session is completed, reported, contested, decided, and paid out once the account is ready", async () => {
  const { reader, owner, report, contest, decide, earning, id, path } = await over();
  expect(await earning()).toMatchObject({
    status: "pending",
    waits_for: "date",
    gross: 100,
    fee: 15,
    net: 85,
  });
  expect(await report(reader)).toMatchObject({
    status: 201,
    body: { data: { status: "open", reported_by: "reader", kind: "no_show" } },
  });
  expectFailure(await report(owner), 409, "ALREADY_REPORTED");
  expect(await earning()).toMatchObject({ status: "pending", waits_for: "report" });
  expect((await contest(owner)).body.data.status).toBe("with_admin");
  const read = await reader.api.get<Envelope<Report>>(`${path}/report`);
  expect(read.body.data).toMatchObject({ contest_text: "I was there.", status: "with_admin" });
  expect(
    (await decide(admin, { outcome: "pay", note: "Zoom's log shows both." })).body.data,
  ).toMatchObject({ status: "decided", outcome: "pay" });
  await sql`update payouts set due_at = now() - interval '1 minute' where session_id = ${id}`;
  expect(await earning()).toMatchObject({ status: "pending", waits_for: "account" });

  const account = () =>
    owner.api.get<Envelope<{ state: string; missing: string[] }>>("/researchers/me/payout-account");
  expect((await account()).body.data).toMatchObject({ state: "not_started", missing: [] });
  const begun = await owner.api.post<Envelope<{ url: string }>>(
    "/researchers/me/payout-account/onboarding",
  );
  expect(begun.body.data.url).toContain("/connect/onboarding/");
  expect((await account()).body.data).toMatchObject({ state: "incomplete" });
  const [row] = await sql<{ accountId: string }[]>`select account_id as "accountId"
    from payout_accounts where researcher_id = ${owner.researcherId}`;
  await control("POST", `/accounts/${row?.accountId}/onboard`);
  await waitFor("the payout", async () => (await earning())?.status === "paid");
  expect((await account()).body.data).toMatchObject({ state: "ready" });
  const group = encodeURIComponent(`session:${id}`);
  const { body } = await stripe<{ data: { amount: number; destination: string }[] }>(
    "GET",
    `/v1/transfers?transfer_group=${group}`,
  );
  expect(body.data).toMatchObject([{ amount: 8_500, destination: row?.accountId }]);
  const told = await waitFor("the mail about the payout", async () => {
    const mails = await control<{ subject: string }[]>(
      "GET",
      `/mails?to=${encodeURIComponent(owner.email)}`,
    );
    return mails.body.find(({ subject }) => subject.includes("on its way to you"));
  });
  expect(told.subject).toContain("$85");
});

test("part of the price goes back when an administrator says so, and the rest is the researcher's", async () => {
  const { reader, intent, report, decide, earning, id } = await over();
  await report(reader, { kind: "problem", text: "It was cut short." });
  const decided = await decide(admin, { outcome: "partial_refund", refund_amount: 40 });
  expect(decided.body.data).toMatchObject({ outcome: "partial_refund", refund_amount: 40 });
  const refunds = await waitFor("the refund", async () => {
    const made = await refundsOf(intent);
    return made.length > 0 && made;
  });
  expect(refunds.map(({ amount }) => amount)).toEqual([4_000]);
  expect(await earning()).toMatchObject({ gross: 60, fee: 9, net: 51 });
  expect(await readSession(reader.api, id)).toMatchObject({ payment_status: "completed" });
});

test("reports are for the two parties, decisions for administrators, earnings for their researcher", async () => {
  const { reader, owner, report, contest, decide, path } = await over();
  for (const who of [other, otherOwner, admin]) {
    expectFailure(await report(who), 404, "NOT_FOUND");
    expectFailure(await who.api.get(`${path}/report`), 404, "NOT_FOUND");
  }
  expectFailure(await reader.api.get(`${path}/report`), 404, "NOT_FOUND");
  expectFailure(await contest(owner), 404, "NOT_FOUND");
  await report(reader);
  expectFailure(await contest(reader), 403, "FORBIDDEN");
  for (const who of [reader, owner, other]) {
    expectFailure(await decide(who, { outcome: "pay" }), 403, "FORBIDDEN");
  }
  for (const call of ["report", "contest", "report/decision"]) {
    expectFailure(await stranger.post(`${path}/${call}`, {}), 401, "UNAUTHENTICATED");
  }
  for (const call of ["earnings", "payout-account"]) {
    expectFailure(await reader.api.get(`/researchers/me/${call}`), 403, "FORBIDDEN");
    expectFailure(await stranger.get(`/researchers/me/${call}`), 401, "UNAUTHENTICATED");
  }
  expect(await earningsOf(otherOwner)).toEqual([]);
  for (const call of ["earnings", "payout-account"]) {
    const others = await otherOwner.api.get(`/researchers/${owner.researcherId}/${call}`);
    expectFailure(others, 404, "NOT_FOUND");
  }
});

test("what is wrong is named, and nothing comes of it", async () => {
  const { reader, owner, report, decide, contest, path, id } = await over();
  const refused = async (answer: Promise<Awaited<ReturnType<typeof report>>>, field: string) => {
    const { error } = expectFailure(await answer, 400, "INVALID_INPUT");
    expect(Object.keys(error.details.fields ?? {})).toContain(field);
  };
  const text = "Nobody came.";
  for (const [body, field] of [
    [{}, "kind"],
    [{ kind: "late", text }, "kind"],
    [{ kind: 5, text }, "kind"],
    [{ kind: "no_show" }, "text"],
    [{ kind: "no_show", text: "  " }, "text"],
    [{ kind: "no_show", text: 5 }, "text"],
    [{ kind: "no_show", text: "a\u0000b" }, "text"],
    [{ kind: "no_show", text: "x".repeat(2_001) }, "text"],
    ["no_show", "body"],
    [null, "body"],
  ] as const) {
    await refused(report(reader, body), field);
  }
  expect(await sql`select id from session_reports where session_id = ${id}`).toHaveLength(0);
  await report(reader);
  await refused(contest(owner, { text: "" }), "text");
  await refused(contest(owner, {}), "text");
  for (const [body, field] of [
    [{}, "outcome"],
    [{ outcome: "maybe" }, "outcome"],
    [{ outcome: "partial_refund" }, "refund_amount"],
    [{ outcome: "partial_refund", refund_amount: "40" }, "refund_amount"],
    [{ outcome: "partial_refund", refund_amount: 0 }, "refund_amount"],
    [{ outcome: "partial_refund", refund_amount: 40.001 }, "refund_amount"],
    [{ outcome: "partial_refund", refund_amount: 100 }, "refund_amount"],
    [{ outcome: "refund", refund_amount: 40 }, "refund_amount"],
    [{ outcome: "pay", note: 5 }, "note"],
  ] as const) {
    await refused(decide(admin, body), field);
  }
  const [row] = await sql`select status from session_reports where session_id = ${id}`;
  expect(row?.status).toBe("open");
  expectFailure(await reader.api.post("/sessions/x/report", { kind: "no_show", text }), 400);
  expectFailure(
    await reader.api.post(`/sessions/${UNKNOWN}/report`, { kind: "no_show", text }),
    404,
    "NOT_FOUND",
  );
  expectFailure(await decide(admin, undefined), 415, "UNSUPPORTED_MEDIA_TYPE");
  for (const [query, field] of [
    ["limit=0", "limit"],
    ["limit=101", "limit"],
    ["cursor=x", "cursor"],
    ["month=2026-13", "month"],
    ["month=March", "month"],
    ["month=2026-03&month=2026-04", "month"],
  ] as const) {
    const answer = await owner.api.get(`/researchers/me/earnings?${query}`);
    const { error } = expectFailure(answer, 400, "INVALID_INPUT");
    expect(Object.keys(error.details.fields ?? {})).toContain(field);
  }
  for (const call of [`${path}/contest`, "/researchers/me/payout-account/onboarding"]) {
    const answer = await owner.api.get(call);
    expectFailure(answer, 405, "METHOD_NOT_ALLOWED");
  }
});

test("without a country that payouts reach, no account is opened, and the field is named", async () => {
  const owner = await newOwner();
  await sql`update researchers set payout_country = null where id = ${owner.researcherId}`;
  const answer = await owner.api.post("/researchers/me/payout-account/onboarding");
  const { error } = expectFailure(answer, 400, "INVALID_INPUT");
  expect(error.details.fields).toHaveProperty("payout_country");
});
