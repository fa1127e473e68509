import { control } from "./sandbox";
import { sql } from "./stack";
import { waitFor } from "./wait-for";

type Run = { id: string; function: string; event: { id: string }; ended: string | null };

/** Sleeps until the hold would end, paid or not. */
const SLEEPER = "expire-unpaid-hold";

/** Waits until every event about a session has been handed on and all that it set off has ended. */
export function jobsAtRest(sessionId: string): Promise<true> {
  const runs = new Map<string, Run>();
  return waitFor(`the jobs of session ${sessionId} to end`, async () => {
    // Runs before events: what a run that has ended told of is then among the events.
    const { body } = await control<Run[]>("GET", "/inngest/runs");
    for (const run of body) runs.set(run.id, run);
    const events = await sql<{ id: string; sentAt: Date | null }[]>`
      select id, sent_at as "sentAt" from outbox
      where data->>'sessionId' = ${sessionId}
        or data->>'paymentId' in (select id::text from payments where session_id = ${sessionId})
        or data->>'refundId' in (select r.id::text from refunds r
          join payments p on p.id = r.payment_id where p.session_id = ${sessionId})`;
    if (events.some(({ sentAt }) => sentAt === null)) return false;
    // The engine starts runs a little after it has taken their event.
    return events.every(({ id }) => {
      const mine = [...runs.values()].filter(({ event }) => event.id === id);
      return mine.length > 0 && mine.every(isOver);
    });
  });
}

const isOver = (run: Run) => run.ended !== null || run.function.endsWith(SLEEPER);
