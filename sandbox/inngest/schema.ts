import type { Sql } from "postgres";

/** Any number that no other user of this database takes a lock on. */
const SCHEMA_LOCK = 7_201_115;

/**
 * Creates the engine's tables in the schema `inngest`. Several processes may start at once, so
 * it happens under an advisory lock.
 *
 * `place` orders events, runs and waits among each other: an event touches only what was there
 * before it.
 */
export async function createSchema(sql: Sql): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(${SCHEMA_LOCK})`;
    await tx.unsafe(`
      create schema if not exists inngest;
      create sequence if not exists inngest.place;
      create table if not exists inngest.clock (
        singleton boolean primary key default true check (singleton),
        ahead_ms bigint not null
      );
      create table if not exists inngest.app (
        name text primary key,
        url text not null,
        sdk text,
        synced_at timestamptz not null
      );
      create table if not exists inngest.function (
        id text primary key,
        app text not null references inngest.app on delete cascade,
        config jsonb not null
      );
      create table if not exists inngest.cron (
        function_id text not null references inngest.function on delete cascade,
        expression text not null,
        next_at timestamptz not null,
        primary key (function_id, expression)
      );
      create table if not exists inngest.event (
        id text primary key,
        place bigint not null default nextval('inngest.place'),
        body jsonb not null,
        received_at timestamptz not null,
        dispatched boolean not null default false
      );
      create index if not exists event_waiting on inngest.event (place) where not dispatched;
      create table if not exists inngest.run (
        id text primary key,
        function_id text not null,
        place bigint not null,
        event jsonb not null,
        status text not null default 'running'
          check (status in ('running', 'completed', 'failed', 'cancelled')),
        output jsonb,
        plan_only boolean not null default false,
        parent_run text,
        parent_step text,
        started_at timestamptz not null,
        ended_at timestamptz,
        unique (function_id, place)
      );
      create index if not exists run_running on inngest.run (function_id) where status = 'running';
      create index if not exists run_place on inngest.run (place desc);
      create table if not exists inngest.idempotency (
        function_id text not null,
        key text not null,
        expires_at timestamptz not null,
        primary key (function_id, key)
      );
      create table if not exists inngest.step (
        run_id text not null references inngest.run on delete cascade,
        id text not null,
        name text not null,
        op text not null,
        state jsonb,
        failures integer not null default 0,
        position bigint,
        primary key (run_id, id)
      );
      create table if not exists inngest.job (
        id bigint generated always as identity primary key,
        run_id text not null references inngest.run on delete cascade,
        kind text not null check (kind in ('call', 'sleep', 'wait', 'invoke')),
        step_id text not null,
        wait_event text,
        wait_if text,
        wait_place bigint,
        attempt integer not null default 0,
        due_at timestamptz not null,
        leased_until timestamptz,
        leased_by text,
        unreachable_since timestamptz,
        slots text[] not null default '{}',
        slot_limits integer[] not null default '{}'
      );
      create index if not exists job_due on inngest.job (due_at);
      create index if not exists job_run on inngest.job (run_id);
      create index if not exists job_wait on inngest.job (wait_event) where kind = 'wait';
      create index if not exists job_slots on inngest.job using gin (slots);
    `);
  });
}
