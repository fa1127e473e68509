import { control } from "./sandbox";
import { sql } from "./stack";
import { waitFor } from "./wait-for";

type Run = { function: string; event: { id: string }; ended: string | null };

/** Sleeps until the hold would end, paid or not. */
const SLEEPER = "expire-unpaid-hold";

/** Waits until every event about a session has been handed on and all that it set off has ended. */
export function jobsAtRest(sessionId: string): Promise<true> {
  return waitFor(`the jobs of session ${sessionId} to end`, async () => {
    const events = await sql<{ id: string; sentAt: Date | null }[]>`
      select id, sent_at as "sentAt" from outbox
      where data->>'sessionId' = ${sessionId}
        or data->>'paymentId' in (select id::text from payments where session_id = ${sessionId})
        or data->>'refundId' in (select r.id::text from refunds r
          join payments p on p.id = r.payment_id where p.session_id = ${sessionId})`;
    if (events.some(({ sentAt }) => sentAt === null)) return false;
    const ids = new Set(events.map(({ id }) => id));
    const { body } = await control<Run[]>("GET", "/inngest/runs");
    const open = body.filter(
      (run) => ids.has(run.event.id) && run.ended === null && !run.function.endsWith(SLEEPER),
    );
    return open.length === 0;
  });
}
