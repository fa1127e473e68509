import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import {
  adminActs,
  alerts,
  authorRecords,
  collectionJobs,
  collectionSources,
  failedJobs,
  matchCandidates,
  payouts,
  profileRequests,
  researchers,
  webhookFailures,
} from "@/db/schema";
import { retryPayout } from "@/lib/payments/payouts/retry-payout";
import { retryRefund } from "@/lib/payments/retry-refund";
import { recordAlert } from "@/lib/platform/alerts";
import type { UserActor } from "@/lib/platform/context";
import { addHours } from "@/lib/platform/time";
import { decideRequest } from "@/lib/registration/requests/decide-request";
import { decideCandidate } from "@/lib/researchers/collection/candidates/decide-candidate";
import { runAgain } from "@/lib/researchers/collection/jobs/run-again";
import {
  collectInstitution,
  collectResearcher,
} from "@/lib/researchers/collection/start-collection";
import { cancelSession } from "@/lib/sessions/cancel-session";
import {
  createPayoutWorld,
  DUE,
  END,
  eventsOf,
  type PayoutWorld,
} from "@/lib/sessions/payouts.fixture";
import { decideReport } from "@/lib/sessions/reports/decide-report";
import { reportSession } from "@/lib/sessions/reports/report-session";
import { at, refusal } from "@/lib/sessions/sessions.fixture";
import { setMeetingLink } from "@/lib/sessions/set-meeting-link";
import { listActs } from "./list-acts";
import { markResolved } from "./mark-resolved";
import { replayWebhook } from "./replay-webhook";
import { runJobAgain } from "./run-job-again";

// Many calls to real servers, on machines that may be busy.
vi.setConfig({ testTimeout: 60_000 });

let world: PayoutWorld;
let admin: UserActor;
beforeAll(async () => {
  world = await createPayoutWorld();
  admin = { ...(await world.reader("Grace Admin")), isAdmin: true };
});
afterAll(() => world?.close());

const ctx = () => world.as(admin, DUE);

/** One row of a table that a test fills. */
async function made<Row>(rows: Promise<Row[]>): Promise<Row> {
  const [row] = await rows;
  if (!row) throw new Error("nothing was made");
  return row;
}

const collected = () =>
  made(
    world.db
      .insert(researchers)
      .values({ slug: crypto.randomUUID(), name: "Ines Duarte", standing: "unclaimed" })
      .returning(),
  );

async function candidate() {
  const { id: researcherId } = await collected();
  const author = { name: "Ines Duarte", otherNames: [], orcid: null, openalexId: null };
  const none = { semanticScholarId: null, institutions: [], topics: [], worksCount: null };
  const rest = { citationCount: null, homepage: null, authorships: [] };
  const record = await made(
    world.db
      .insert(authorRecords)
      .values({
        source: "openalex",
        sourceId: crypto.randomUUID(),
        author: { ...author, ...none, ...rest },
        fetchedAt: DUE,
        researcherId,
      })
      .returning(),
  );
  const values = { recordId: record.id, researcherId, evidence: [] };
  return (await made(world.db.insert(matchCandidates).values(values).returning())).id;
}

async function failedCollection() {
  const { id } = await made(
    world.db
      .insert(collectionJobs)
      .values({ kind: "researcher", state: "failed", key: crypto.randomUUID(), input: {} })
      .returning(),
  );
  await world.db.insert(collectionSources).values({ jobId: id, source: "ror", state: "failed" });
  return id;
}

async function waitingRequest() {
  const { id: researcherId } = await collected();
  const values = { kind: "removal", state: "waiting", researcherId, expiresAt: DUE } as const;
  const email = `${crypto.randomUUID()}@readers.example`;
  return (
    await made(
      world.db
        .insert(profileRequests)
        .values({ ...values, email })
        .returning(),
    )
  ).id;
}

async function reported() {
  const { reader, session } = await world.payable();
  const report = { sessionId: session.id, kind: "problem" as const, text: "No sound." };
  await reportSession(world.as(reader, addHours(END, 2)), report);
  return session.id;
}

async function dueRefund() {
  const [reader, researcher] = [await world.reader(), await world.researcher()];
  const { id: sessionId } = await world.booked(reader, researcher, at("26T09:00"));
  await cancelSession(world.as(reader), { sessionId });
  const [refund] = await world.refunds(sessionId);
  return refund?.id ?? "";
}

async function alert() {
  const subject = crypto.randomUUID();
  await recordAlert(world.db, { kind: "payment_unknown", subject, message: "Who paid" });
  return (
    await made(
      world.db
        .select()
        .from(alerts)
        .where(eq(alerts.key, `payment_unknown:${subject}`)),
    )
  ).id;
}

async function failedRun() {
  const values = { job: "colloquy-send-refund", eventName: "refund/due", error: "timeout" };
  const eventData = { refundId: crypto.randomUUID() };
  const row = { id: crypto.randomUUID(), ...values, eventData };
  return (await made(world.db.insert(failedJobs).values(row).returning())).id;
}

async function failedEvent() {
  const { intentId } = await world.payable();
  const [event] = await eventsOf(intentId);
  const values = { provider: "stripe", type: event?.type ?? "", errorCode: "BUSY" };
  const row = { id: event?.id ?? "", ...values, lastTriedAt: DUE };
  return (await made(world.db.insert(webhookFailures).values(row).returning())).id;
}

/** Every verb that only administrators, or administrators too, can call to change something. */
const verbs: Record<string, { act: string; run: () => Promise<unknown> }> = {
  "researchers/collection/candidates/decide-candidate.ts": {
    act: "candidate_decided",
    run: async () =>
      decideCandidate(ctx(), { candidateId: await candidate(), decision: "rejected" }),
  },
  "researchers/collection/jobs/run-again.ts": {
    act: "collection_run_again",
    run: async () => runAgain(ctx(), await failedCollection()),
  },
  "researchers/collection/start-collection.ts": {
    act: "collection_started",
    run: () => collectInstitution(ctx(), { institution: crypto.randomUUID(), limit: 5 }),
  },
  "registration/requests/decide-request.ts": {
    act: "profile_request_decided",
    run: async () => decideRequest(ctx(), { requestId: await waitingRequest(), grant: false }),
  },
  "sessions/reports/decide-report.ts": {
    act: "report_decided",
    run: async () => decideReport(ctx(), { sessionId: await reported(), outcome: "pay" }),
  },
  "sessions/set-meeting-link.ts": {
    act: "meeting_link_set",
    run: async () => {
      const [reader, researcher] = [await world.reader(), await world.researcher()];
      const { id: sessionId } = await world.booked(reader, researcher, at("25T09:00"));
      await setMeetingLink(ctx(), { sessionId, url: "https://meet.example/ada" });
    },
  },
  "payments/retry-refund.ts": {
    act: "refund_hurried",
    run: async () => retryRefund(ctx(), { refundId: await dueRefund() }),
  },
  "payments/payouts/retry-payout.ts": {
    act: "payout_hurried",
    run: async () => {
      const { payout } = await world.payable();
      await world.db
        .update(payouts)
        .set({ retryAt: addHours(DUE, 1), failureCode: "balance_insufficient" })
        .where(eq(payouts.id, payout.id));
      expect(await retryPayout(ctx(), { payoutId: payout.id })).toMatchObject({ status: "paid" });
    },
  },
  "operations/admin/mark-resolved.ts": {
    act: "alert_resolved",
    run: async () => markResolved(ctx(), { alertId: await alert(), forGood: false }),
  },
  "operations/admin/run-job-again.ts": {
    act: "job_run_again",
    run: async () => runJobAgain(ctx(), { runId: await failedRun() }),
  },
  "operations/admin/replay-webhook.ts": {
    act: "webhook_replayed",
    run: async () => replayWebhook(ctx(), { eventId: await failedEvent() }),
  },
};

/** Files that look at who is an administrator and change nothing for one. */
const readers = [
  "accounts/delete-account.ts",
  "accounts/export/account-parts.ts",
  "auth/actor.ts",
  "auth/load-actor.ts",
  "auth/record-act.ts",
  "operations/admin/find-sessions.ts",
  "operations/admin/list-acts.ts",
  "operations/admin/list-alerts.ts",
  "operations/admin/list-money.ts",
  "operations/admin/list-outreach.ts",
  "operations/admin/read-overview.ts",
  "operations/admin/list-failed-jobs.ts",
  "operations/admin/list-webhooks.ts",
  "operations/admin/read-session-story.ts",
  "registration/requests/list-requests.ts",
  "researchers/collection/candidates/list-candidates.ts",
  "researchers/collection/jobs/get-collection.ts",
  "researchers/get-researcher.ts",
];

test("each place that knows administrators is a verb of the list, or only reads", async () => {
  const lib = path.resolve(import.meta.dirname, "../..");
  const files = (await readdir(lib, { recursive: true })).filter(
    (file) => file.endsWith(".ts") && !/\.(test|fixture)\.ts$/.test(file),
  );
  const found = await Promise.all(
    files.map(async (file) => {
      const text = await readFile(path.join(lib, file), "utf8");
      return /requireAdmin\(|\.isAdmin\b/.test(text) ? [file.replaceAll("\\", "/")] : [];
    }),
  );
  expect(found.flat().sort()).toEqual([...Object.keys(verbs), ...readers].sort());
});

test.each(Object.entries(verbs))("%s goes on record once, by whom and of what", async (_, verb) => {
  await world.sql`truncate admin_acts`;
  await verb.run();
  const rows = await world.db.select().from(adminActs);
  expect(rows).toMatchObject([{ act: verb.act, actorId: admin.id, createdAt: DUE }]);
  expect(rows[0]?.subjectId).toMatch(/\S/);
  expect(JSON.stringify(rows)).not.toMatch(/@|Grace|Ines|https/);
});

test("what is refused, or done by somebody else, leaves no row", async () => {
  await world.sql`truncate admin_acts`;
  const sessionId = await reported();
  await decideReport(ctx(), { sessionId, outcome: "pay" });
  await refusal(decideReport(ctx(), { sessionId, outcome: "refund" }));
  const researcher = await world.researcher();
  const wanted = { name: "Ada", affiliation: "Here", paper_title: "Of sleep" };
  await collectResearcher(world.as(researcher.actor), wanted);
  expect(await world.db.select().from(adminActs)).toHaveLength(1);
});

test("the log is read newest first, in pages, by administrators only", async () => {
  await world.sql`truncate admin_acts`;
  const rows = [1, 2, 3].map((hour) => ({
    actorId: admin.id,
    act: "alert_resolved",
    subjectKind: "alert",
    subjectId: String(hour),
    createdAt: addHours(DUE, hour),
  }));
  await world.db.insert(adminActs).values(rows);
  const first = await listActs(ctx(), { limit: 2 });
  expect(first.items.map(({ subjectId }) => subjectId)).toEqual(["3", "2"]);
  expect(first.items[0]?.actorName).toBe("Grace Admin");
  const rest = await listActs(ctx(), { limit: 2, cursor: first.nextCursor ?? "" });
  expect(rest.items.map(({ subjectId }) => subjectId)).toEqual(["1"]);
  expect(rest.nextCursor).toBeNull();
  const reader = world.as(await world.reader());
  expect((await refusal(listActs(reader, { limit: 2 }))).code).toBe("FORBIDDEN");
  expect((await refusal(listActs(ctx(), { limit: 2, cursor: "x" }))).code).toBe("INVALID_INPUT");
});
