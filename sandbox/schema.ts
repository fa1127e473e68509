import type { Sql } from "postgres";

/** Any number that no other user of this database takes a lock on. */
const SCHEMA_LOCK = 7_201_114;

/**
 * Creates what the frame keeps, in the schema `sandbox` (the engine keeps its own tables).
 * Several processes may start at once, so it happens under an advisory lock.
 */
export async function createSchema(sql: Sql): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(${SCHEMA_LOCK})`;
    await tx`create schema if not exists sandbox`;
    await tx`
      create table if not exists sandbox.objects (
        seq bigint generated always as identity,
        kind text not null,
        id text not null,
        body jsonb not null,
        created timestamptz not null,
        primary key (kind, id)
      )`;
    await tx`create index if not exists objects_newest on sandbox.objects (kind, seq desc)`;
    await tx`create index if not exists objects_body on sandbox.objects using gin (body jsonb_path_ops)`;
    await tx`
      create table if not exists sandbox.idempotency_keys (
        scope text not null,
        key text not null,
        fingerprint text not null,
        status integer not null,
        body jsonb not null,
        created timestamptz not null,
        primary key (scope, key)
      )`;
    await tx`
      create table if not exists sandbox.webhook_deliveries (
        id bigint generated always as identity primary key,
        service text not null,
        event_id text not null,
        event_type text not null,
        payload text not null,
        attempts integer not null default 0,
        created timestamptz not null,
        due_at timestamptz not null,
        finished_at timestamptz,
        outcome text
      )`;
    await tx`
      create index if not exists webhook_deliveries_pending
        on sandbox.webhook_deliveries (due_at) where finished_at is null`;
  });
}
