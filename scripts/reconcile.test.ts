import { spawn } from "node:child_process";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { cancelSession } from "@/lib/sessions/cancel-session";
import {
  createReconciliation,
  type ReconciliationWorld,
} from "@/lib/sessions/reconciliation.fixture";
import { root } from "./root";

let world: ReconciliationWorld;
beforeAll(async () => {
  world = await createReconciliation();
});
afterEach(() => world.clearFaults());
afterAll(() => world.close());

/** Runs the command as an operator does, with the settings of a server. */
async function run(args: string[], settings: Record<string, string> = {}) {
  const child = spawn(process.execPath, ["--import", "tsx", "scripts/reconcile.ts", ...args], {
    cwd: root,
    env: { ...process.env, INNGEST_BASE_URL: world.sandbox.url, INNGEST_DEV: "0", ...settings },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (text) => {
      output += text;
    });
  const code = await new Promise((resolve) => child.once("close", resolve));
  return { code, output };
}

test("repairs what webhooks missed, tells what it did, and a second time that all agrees", async () => {
  const [paid, owed] = [await world.heldNow(), await world.bookedNow()];
  await world.sql`update sessions set hold_expires_at = now() + interval '1 hour',
    starts_at = now() + interval '3 days', ends_at = now() + interval '73 hours'
    where id = ${paid.session.id}`;
  await world.pay(paid.reader, paid.session);
  await cancelSession(world.as(owed.reader), { sessionId: owed.session.id });
  const first = await run(["--since", "2020-01-01"]);
  expect(first.output).toBe(`Compared:
       2 payment intents
       1 refunds
Repaired:
       1 payments whose outcome had not been heard
       1 refunds that were due, now asked for
`);
  expect(first.code).toBe(0);
  expect((await world.session(paid.session.id)).state).toBe("confirmed");
  // What that sets off does not wait for the minutely relay.
  expect((await world.sql`select 1 from outbox where sent_at is null`).length).toBe(0);
  const second = await run(["--since", "2020-01-01T00:00:00Z"]);
  expect(second.output).toContain("Everything agrees.");
});

test("what cannot be compared is a failure that says so", async () => {
  world.fault({ kind: "status", service: "stripe", status: 500, times: 1_000 });
  const { code, output } = await run([]);
  expect(output).toContain("could not be compared");
  expect(code).toBe(1);
});

test.each([
  [["--since", "yesterday"], {}, "--since must be a date such as 2026-11-01"],
  [["--until", "2026-11-01"], {}, "Usage:"],
  [[], { STRIPE_SECRET_KEY: "" }, "STRIPE_SECRET_KEY is missing"],
])("%j with %j is refused before anything is done", async (args, settings, reason) => {
  const { code, output } = await run(args, settings);
  expect(output).toContain(reason);
  expect(code).toBe(2);
});
