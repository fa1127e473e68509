import type { Invariant } from "./invariant";

/** Nothing is left to be done. */
export const jobs: readonly Invariant[] = [
  {
    name: "the outbox is empty",
    holds: "settled",
    breaches: `
      select id as subject, name || ', tried ' || attempts || ' times' as found from outbox
      where sent_at is null`,
  },
  {
    name: "every event that was handed on has arrived",
    holds: "settled",
    breaches: `
      select outbox.id as subject, outbox.name || ' is unknown to the engine' as found
      from outbox left join inngest.event on event.id = outbox.id::text
      where outbox.sent_at is not null and event.id is null`,
  },
  {
    name: "no job is left hanging",
    holds: "settled",
    breaches: `
      select run.id as subject, run.function_id || ' since ' || run.started_at as found
      from inngest.run where run.status = 'running'`,
  },
  {
    name: "no webhook is left unsent",
    holds: "settled",
    breaches: `
      select event_id as subject, event_type || ' ' || coalesce(outcome, 'not tried') as found
      from sandbox.webhook_deliveries where finished_at is null`,
  },
];
