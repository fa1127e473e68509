import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { addHours } from "@/lib/platform/time";
import { cancelMeetingless, completeSessions } from "../deadlines";
import { createPayoutWorld, DUE, END, type PayoutWorld } from "../payouts.fixture";
import { getSession } from "../read-sessions";
import { later, raced, refusal } from "../sessions.fixture";
import { closeUncontestedReports } from "./close-uncontested";
import { contestReport } from "./contest-report";
import { DecideReport, decideReport } from "./decide-report";
import { getReport } from "./get-report";
import { listReportsToAnswer } from "./list-to-answer";
import { reportSession } from "./report-session";

// Many calls to real servers, on machines that may be busy.
vi.setConfig({ testTimeout: 60_000 });

let world: PayoutWorld;
beforeAll(async () => {
  world = await createPayoutWorld();
});
afterEach(() => world.clearFaults());
afterAll(() => world.close());

const REPORTED = addHours(END, 2);
const text = "Nobody came.";

async function over() {
  const made = await world.payable();
  const { reader, researcher, session } = made;
  const sessionId = session.id;
  const admin = { ...(await world.reader("Admin")), isAdmin: true };
  const as = { reader, researcher: researcher.actor, admin };
  type Who = "reader" | "researcher";
  return {
    ...made,
    sessionId,
    admin,
    as,
    report: (who: Who, kind: "no_show" | "problem" = "no_show", now = REPORTED) =>
      reportSession(world.as(as[who], now), { sessionId, kind, text }),
    contest: (who: Who, now = addHours(REPORTED, 1)) =>
      contestReport(world.as(as[who], now), { sessionId, text: "I was there." }),
    decide: (outcome: "refund" | "partial_refund" | "pay", amount?: number, now = DUE) =>
      decideReport(world.as(admin, now), { sessionId, outcome, refund_amount: amount }),
    close: (now: Date) => closeUncontestedReports(world.system(now)),
    row: () => world.report(sessionId),
    status: async () => (await world.payout(sessionId)).status,
    told: async (name: string) => (await world.events(sessionId, name)).length,
  };
}

const payAll = (now = addHours(DUE, 100)) => world.sweep(now);

describe("reporting", () => {
  test("a no-show blocks the payout, once, and can be read by both parties", async () => {
    const { report, row, status, told, reader, researcher, sessionId } = await over();
    await report("reader");
    expect(await row()).toMatchObject({
      reportedBy: "reader",
      kind: "no_show",
      status: "open",
      contestBy: addHours(REPORTED, 48),
    });
    expect(await status()).toBe("blocked");
    await payAll(DUE);
    expect(await world.transfers(sessionId)).toEqual([]);
    expect((await refusal(report("researcher"))).code).toBe("ALREADY_REPORTED");
    for (const actor of [reader, researcher.actor]) {
      expect((await getReport(world.as(actor), { sessionId })).text).toBe(text);
    }
    expect(await told("report/filed")).toBe(1);
  });

  test("a problem goes to an administrator at once", async () => {
    const { report, row } = await over();
    await report("researcher", "problem");
    const { id, status } = (await row()) ?? {};
    expect(status).toBe("with_admin");
    expect(await world.alertsOf(id ?? "")).toEqual(["report_to_decide"]);
  });

  test.each([
    ["48 hours after the end", addHours(END, 48), null],
    ["a millisecond later", new Date(addHours(END, 48).getTime() + 1), "REPORT_CLOSED"],
    ["before the session began", addHours(END, -2), "WRONG_STATE"],
  ])("%s", async (_when, now, code) => {
    const { report, status } = await over();
    const call = report("reader", "no_show", now);
    if (code === null) expect((await call).status).toBe("open");
    else expect((await refusal(call)).code).toBe(code);
    expect(await status()).toBe(code === null ? "blocked" : "due");
  });

  test("while the session is still on blocks the payout that comes of it", async () => {
    const [reader, researcher] = [await world.reader(), await world.researcher()];
    const session = await world.booked(reader, researcher, new Date("2026-03-11T09:00:00Z"));
    const during = new Date("2026-03-11T09:30:00Z");
    const input = { sessionId: session.id, kind: "no_show" as const, text };
    await reportSession(world.as(reader, during), input);
    await world.sql`update meetings set state = 'ready', zoom_meeting_id = ${session.id},
      join_url = 'https://zoom.example/j/1' where session_id = ${session.id}`;
    await completeSessions(world.system(new Date("2026-03-11T10:00:00Z")));
    expect((await world.payout(session.id)).status).toBe("blocked");
  });

  test("is for the two parties alone", async () => {
    const { report, contest, sessionId } = await over();
    const stranger = world.as(await world.reader(), REPORTED);
    const input = { sessionId, kind: "no_show" as const, text };
    expect((await refusal(reportSession(stranger, input))).code).toBe("NOT_FOUND");
    expect((await refusal(getReport(stranger, { sessionId }))).code).toBe("NOT_FOUND");
    await report("reader");
    expect((await refusal(contestReport(stranger, { sessionId, text }))).code).toBe("NOT_FOUND");
    expect((await refusal(contest("reader"))).code).toBe("FORBIDDEN");
  });
});

describe("a no-show that nobody contests", () => {
  test("of the researcher refunds the reader in full, after 48 hours and not before", async () => {
    const { report, close, row, status, sessionId, reader, told } = await over();
    await report("reader");
    await close(addHours(REPORTED, 48));
    expect((await row())?.status).toBe("open");
    await close(new Date(addHours(REPORTED, 48).getTime() + 1));
    expect(await row()).toMatchObject({
      status: "decided",
      outcome: "refund",
      refundCents: 15_000,
      decidedBy: null,
    });
    expect(await status()).toBe("void");
    await payAll();
    expect(await world.transfers(sessionId)).toEqual([]);
    expect(await world.kept(sessionId)).toBe(0);
    expect(await getSession(world.as(reader), { sessionId })).toMatchObject({
      state: "completed",
      paymentStatus: "refunded",
    });
    expect(await told("report/decided")).toBe(1);
  });

  test("of the reader pays the researcher", async () => {
    const { report, close, row, sessionId } = await over();
    await report("researcher");
    await close(addHours(REPORTED, 49));
    expect(await row()).toMatchObject({ outcome: "pay", refundCents: null });
    await payAll();
    expect(await world.sent(sessionId)).toBe(12_750);
    expect(await world.kept(sessionId)).toBe(15_000);
  });
});

describe("contesting", () => {
  test("hands it to an administrator, and the deadline decides nothing any more", async () => {
    const { report, contest, close, row, status } = await over();
    await report("reader");
    await contest("researcher");
    await close(addHours(REPORTED, 100));
    const { id, status: standing } = (await row()) ?? {};
    expect(standing).toBe("with_admin");
    expect(await status()).toBe("blocked");
    expect(await world.alertsOf(id ?? "")).toEqual(["report_to_decide"]);
    expect((await refusal(contest("researcher"))).code).toBe("WRONG_STATE");
  });

  test("is possible for 48 hours", async () => {
    const { report, contest, row } = await over();
    await report("reader");
    const late = new Date(addHours(REPORTED, 48).getTime() + 1);
    expect((await refusal(contest("researcher", late))).code).toBe("REPORT_CLOSED");
    await contest("researcher", addHours(REPORTED, 48));
    expect((await row())?.status).toBe("with_admin");
  });

  test.each(["reader", "researcher"] as const)(
    "is asked of the other party of a %s's report until it is answered or late",
    async (who) => {
      const { report, contest, sessionId, as } = await over();
      const other = who === "reader" ? "researcher" : "reader";
      const asked = async (of: typeof who, now = REPORTED) => {
        const open = await listReportsToAnswer(world.as(as[of], now), { as: of });
        return open.map((one) => one.report.sessionId);
      };
      await report(who, "problem");
      expect(await asked(other)).toEqual([sessionId]);
      expect(await asked(who)).toEqual([]);
      expect(await asked(other, new Date(addHours(REPORTED, 48).getTime() + 1))).toEqual([]);
      await contest(other);
      expect(await asked(other)).toEqual([]);
    },
  );

  test("is asked no more once it is decided, and never of anyone else", async () => {
    const { report, decide, as } = await over();
    await report("reader", "problem");
    const asked = (who: typeof as.reader, role: "reader" | "researcher") =>
      listReportsToAnswer(world.as(who, REPORTED), { as: role });
    expect(await asked(await world.reader(), "reader")).toEqual([]);
    expect((await refusal(asked(as.reader, "researcher"))).code).toBe("FORBIDDEN");
    await decide("pay");
    expect(await asked(as.researcher, "researcher")).toEqual([]);
  });

  test("of what nobody reported is not found", async () => {
    const { contest } = await over();
    expect((await refusal(contest("researcher"))).code).toBe("NOT_FOUND");
  });
});

describe("an administrator decides", () => {
  test.each([
    ["refund", undefined, 0, 0],
    ["partial_refund", 50, 10_000, 8_500],
    ["pay", undefined, 15_000, 12_750],
  ] as const)("%s %s: $%d cents are kept and %d sent", async (outcome, amount, kept, sent) => {
    const { report, contest, decide, sessionId, admin, row } = await over();
    await report("reader");
    await contest("researcher");
    await decide(outcome, amount);
    expect(await row()).toMatchObject({ status: "decided", outcome, decidedBy: admin.id });
    await payAll();
    expect(await world.kept(sessionId)).toBe(kept);
    expect(await world.sent(sessionId)).toBe(sent);
    expect((await refusal(decide("pay"))).code).toBe("WRONG_STATE");
  });

  test("of a part, and the rest follows when the session turns out to have had no meeting", async () => {
    const [reader, researcher] = [await world.reader(), await world.researcher()];
    const { id: sessionId } = await world.booked(reader, researcher, addHours(END, 24));
    const during = addHours(END, 24.5);
    await reportSession(world.as(reader, during), { sessionId, kind: "problem", text });
    const admin = { ...(await world.reader("Admin")), isAdmin: true };
    const part = { sessionId, outcome: "partial_refund" as const, refund_amount: 50 };
    await decideReport(world.as(admin, during), part);
    await cancelMeetingless(world.system(during));
    const owed = (await world.refunds(sessionId)).map(({ amountCents }) => amountCents);
    expect(owed.toSorted((a, b) => a - b)).toEqual([5_000, 10_000]);
    expect(await world.kept(sessionId)).toBe(0);
  });

  test("of a partial refund that is no part", async () => {
    const { report, decide, row } = await over();
    await report("reader", "problem");
    const { code, details } = await refusal(decide("partial_refund", 150));
    expect({ code, details }).toMatchObject({
      code: "INVALID_INPUT",
      details: { fields: { refund_amount: expect.stringContaining("$150") } },
    });
    expect((await row())?.status).toBe("with_admin");
  });

  test.each([
    { outcome: "partial_refund" },
    { outcome: "refund", refund_amount: 10 },
    { outcome: "partial_refund", refund_amount: 0.001 },
    { outcome: "partial_refund", refund_amount: -5 },
    { outcome: "partial_refund", refund_amount: "5" },
    { outcome: "nothing" },
  ])("not by %j", (input) => {
    expect(DecideReport.safeParse(input).success).toBe(false);
  });

  test("and nobody else", async () => {
    const { report, as, sessionId } = await over();
    await report("reader", "problem");
    const input = { sessionId, outcome: "pay" as const };
    for (const actor of [as.reader, as.researcher]) {
      expect((await refusal(decideReport(world.as(actor, DUE), input))).code).toBe("FORBIDDEN");
    }
  });

  test("and no administrator who took part in the session", async () => {
    const { report, as, sessionId, row, decide } = await over();
    const { id } = await report("reader", "problem");
    const input = { sessionId, outcome: "refund" as const };
    for (const party of [as.reader, as.researcher]) {
      const admin = { ...party, isAdmin: true };
      expect((await refusal(decideReport(world.as(admin, DUE), input))).code).toBe("FORBIDDEN");
    }
    expect((await row())?.status).toBe("with_admin");
    await decide("pay");
    const [alert] = (await world.alerts()).filter(({ key }) => key.endsWith(id));
    expect(alert?.resolvedAt).toEqual(DUE);
  });
});

test("reporting, contesting, closing and deciding at once, 20 times: one outcome, and the money agrees", async () => {
  for (let round = 0; round < 20; round++) {
    const { report, contest, close, decide, row, sessionId } = await over();
    await report("reader");
    const end = addHours(REPORTED, 48);
    const after = new Date(end.getTime() + 1);
    const { won } = await raced<unknown>([
      contest("researcher", end),
      close(after),
      decide("pay"),
      decide("refund"),
      decide("partial_refund", 30),
    ]);
    expect(won.length).toBeGreaterThanOrEqual(1);
    const decided = await row();
    if (decided?.status !== "decided") await decide("refund");
    await payAll(later(120 * 60, DUE));
    const kept = await world.kept(sessionId);
    const { outcome } = (await row()) ?? {};
    const expected = { refund: [0, 0], partial_refund: [12_000, 10_200], pay: [15_000, 12_750] };
    expect([kept, await world.sent(sessionId)]).toEqual(expected[outcome ?? "pay"]);
    expect(await world.refunds(sessionId)).toHaveLength(outcome === "pay" ? 0 : 1);
  }
});
