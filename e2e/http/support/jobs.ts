import { control } from "./sandbox";
import { sql } from "./stack";
import { waitFor } from "./wait-for";

type Run = { id: string; function: string; event: { id: string }; ended: string | null };

/** Sleeps until the hold would end, paid or not. */
const SLEEPER = "expire-unpaid-hold";

/** Waits until every event about a session has been handed on and all that it set off has ended. */
export function jobsAtRest(sessionId: string): Promise<true> {
  return waitFor(`the jobs of session ${sessionId} to end`, async () => {
    const events = await eventsAbout(sessionId);
    if (events.some(({ sentAt }) => sentAt === null)) return false;
    const runs = await runsOf(events.map(({ id }) => id));
    // The engine starts runs a little after it has taken their event.
    const isOver = events.every(({ id }) => {
      const mine = runs.filter(({ event }) => event.id === id);
      return mine.length > 0 && mine.every(hasEnded);
    });
    // What a run that has ended told of is among the events by now.
    return isOver && (await eventsAbout(sessionId)).length === events.length;
  });
}

const eventsAbout = (sessionId: string) => sql<{ id: string; sentAt: Date | null }[]>`
  select id, sent_at as "sentAt" from outbox
  where data->>'sessionId' = ${sessionId}
    or data->>'paymentId' in (select id::text from payments where session_id = ${sessionId})
    or data->>'refundId' in (select r.id::text from refunds r
      join payments p on p.id = r.payment_id where p.session_id = ${sessionId})`;

async function runsOf(events: string[]): Promise<Run[]> {
  if (events.length === 0) return [];
  const query = new URLSearchParams(events.map((id) => ["event", id]));
  return (await control<Run[]>("GET", `/inngest/runs?${query}`)).body;
}

const hasEnded = (run: Run) => run.ended !== null || run.function.endsWith(SLEEPER);
