import { expect, test } from "vitest";
import { METRICS_TOKEN } from "@/scripts/surroundings";
import { expectFailure, stranger } from "./support/api";
import { fireCron } from "./support/sandbox";
import { app } from "./support/stack";
import { waitFor } from "./support/wait-for";

type Health = {
  status: string;
  database: string;
  outbox: { unsent: number; oldest_seconds: number };
  jobs: { last_ended_seconds: Record<string, number | null>; overdue_seconds: object };
  problems: string[];
};

test.each(["/api/v1/health", "/api/v1/health?verbose=1"])(
  "GET %s tells the database, the outbox and the jobs, and late work is no reason for a 503",
  async (path) => {
    await fireCron("relay-outbox");
    const health = await waitFor("the relay to have run", async () => {
      const { status, body } = await stranger.get<Health>(path);
      expect(status).toBe(200);
      return body.jobs.last_ended_seconds["relay-outbox"] !== null && body;
    });
    expect(health).toMatchObject({
      database: "ok",
      outbox: { unsent: expect.any(Number), oldest_seconds: expect.any(Number) },
    });
    expect(health.status).toBe(health.problems.length === 0 ? "ok" : "degraded");
    expect(Object.keys(health.jobs.last_ended_seconds)).toEqual(
      expect.arrayContaining(["relay-outbox", "sweep-deadlines", "sweep-money", "remind-parties"]),
    );
    expect(Object.keys(health.jobs.overdue_seconds)).toContain("holds");
  },
);

const read = (authorization?: string) =>
  fetch(`${app}/api/v1/metrics`, authorization ? { headers: { authorization } } : {});

test("the metrics need their token", async () => {
  for (const wrong of [undefined, "Bearer", `Bearer ${METRICS_TOKEN}x`, METRICS_TOKEN]) {
    const response = await read(wrong);
    const { status, headers } = response;
    expectFailure({ status, headers, body: await response.json() }, 401, "UNAUTHENTICATED");
  }
});

test("with it they tell of the requests of pages and API by route, of jobs and of the business", async () => {
  await fetch(`${app}/researchers/amara-okafor?utm=1`);
  await stranger.get("/sessions/7");
  await fetch(`${app}/api/sessions/7`);
  await fireCron("relay-outbox");
  const counted = (route: string, status: number) =>
    `colloquy_http_requests_total{route="${route}",method="GET",status="${status}"}`;
  const expected = [
    counted("/researchers/[slug]", 200),
    counted("/api/v1/consulting/sessions/[sessionId]", 401),
    counted("/api/sessions/:path*", 401),
    'colloquy_job_runs_total{job="relay-outbox",outcome="completed"}',
  ];
  // A request counts once its answer is out, which its caller may have before.
  const text = await waitFor(`metrics with ${expected.join(", ")}`, async () => {
    const response = await read(`Bearer ${METRICS_TOKEN}`);
    expect(response.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
    const body = await response.text();
    return expected.every((line) => body.includes(line)) && body;
  });
  expect(text).toMatch(
    /^colloquy_http_request_duration_seconds_bucket\{le="0\.5",route="\/researchers\/\[slug\]"/m,
  );
  // The demo has some that are over; others come and go with the tests.
  expect(text).toMatch(/^colloquy_sessions\{state="completed"\} [1-9]/m);
  expect(text).toMatch(/^colloquy_job_lag_seconds\{job="relay-outbox"\} \d+$/m);
  expect(text).toContain("colloquy_database_read 1");
});
