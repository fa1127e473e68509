import type { Sql } from "postgres";
import type { Later } from "./later";
import type { SandboxControls } from "./sandbox-controls";
import type { FragileStack } from "./stack";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const LOOK_EVERY_MS = 100;
/** The engine polls; a moment's rest may only be the pause before its next turn. */
const CALM_LOOKS = 3;
const HOLD_MS = 16 * MINUTE_MS;
/** Beyond the 48 hours that a request waits, and the latest of the late webhooks. */
const RUN_ON_HOURS = 54;
const STEP_HOURS = 6;
/** Each round moves the clock on, so that retries and sweeps that are still due get their turn; so many may bring nothing. */
const MAX_ROUNDS = 40;
const ROUND_MS = 3 * MINUTE_MS;

export type Settling = {
  stack: FragileStack;
  controls: SandboxControls;
  later: Later;
  sql: Sql;
  startedAt: Date;
  /** Told of each stage. */
  tell: (stage: string) => void;
};

/**
 * Lets everything come to rest: faults end, the clock runs on beyond every deadline, jobs and webhooks
 * are worked off, and payments are compared with Stripe. Throws Restless when something stays undone.
 */
export async function settle(settling: Settling): Promise<void> {
  const { stack, controls, tell } = settling;
  tell("ending all faults");
  await stack.healthy();
  await controls.clearFaults();
  await workOff(settling);
  tell("letting holds end");
  await advance(settling, HOLD_MS);
  await workOff(settling);
  tell(`letting ${RUN_ON_HOURS} hours pass`);
  for (let hours = 0; hours < RUN_ON_HOURS; hours += STEP_HOURS) {
    await advance(settling, STEP_HOURS * HOUR_MS);
    await calm(settling);
  }
  await workOff(settling);
  tell("comparing payments with Stripe");
  const since = settling.startedAt.toISOString();
  await controls.sendEvent("payments/reconcile-requested", { since });
  await workOff(settling);
}

/** Called when nothing is being done, so that whoever claimed something has died. */
async function advance({ stack, later, sql }: Settling, ms: number): Promise<void> {
  await stack.clock.advance(ms);
  // PostgreSQL's own clock cannot be moved: its claims are moved back, which comes to the same.
  await sql`update outbox set claimed_until = claimed_until - ${ms} * interval '1 millisecond'
    where claimed_until is not null`;
  await sql`update meetings set claimed_until = claimed_until - ${ms} * interval '1 millisecond'
    where claimed_until is not null`;
  await later.run(stack.clock.now());
}

/** Something was still to be done after all the time that it could take. */
export class Restless extends Error {
  override readonly name = "Restless";
}

async function workOff(settling: Settling): Promise<void> {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; ; round += 1) {
    await calm(settling);
    const left = await undone(settling.sql, settling.stack.clock.now());
    const count = left.reduce((sum, each) => sum + each.count, 0);
    if (count === 0) return;
    if (count < least) round = 0;
    least = Math.min(least, count);
    if (round === MAX_ROUNDS) {
      const what = left.map(({ what, count }) => `${count} ${what}`).join(", ");
      throw new Restless(`still to be done: ${what}`);
    }
    await advance(settling, ROUND_MS);
  }
}

/** Waits until the engine has nothing to do at this moment of the clock. */
async function calm({ controls }: Settling): Promise<void> {
  for (let looks = 0; looks < CALM_LOOKS; ) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    const { idle } = await controls.load();
    looks = idle ? looks + 1 : 0;
  }
}

/** What is due by now and has not been done. */
function undone(sql: Sql, now: Date): Promise<{ what: string; count: number }[]> {
  return sql<{ what: string; count: number }[]>`
    select what, count(*)::int as count from (
      select 'outbox' as what from outbox where sent_at is null
      union all select 'calls of jobs' from inngest.job where kind = 'call'
      union all select 'sleeping jobs' from inngest.job where kind <> 'call' and due_at <= ${now}
      union all select 'webhooks' from sandbox.webhook_deliveries
        where finished_at is null and due_at <= ${now}
      union all select 'meetings' from meetings
        where state in ('wanted', 'creating', 'outdated', 'removing')
      union all select 'refunds' from refunds where status in ('due', 'sent')
      union all select 'holds' from sessions
        where state in ('held', 'expiring') and hold_expires_at <= ${now}
    ) as open group by what order by what`;
}
