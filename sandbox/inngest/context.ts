import type { Sql, TransactionSql } from "postgres";
import type { Log } from "../deps";

export type Db = Sql | TransactionSql;

/** What the parts of the engine share. */
export type Engine = {
  sql: Sql;
  /** The clock that timers go by: the sandbox's clock, moved ahead by `advance`. */
  now: () => Date;
  log: Log;
  /** With a key, calls are signed and registration must be authorized. */
  signingKey: () => string | undefined;
  /** Names this process as holder of leases. */
  holder: string;
  leaseMs: number;
  callTimeoutMs: number;
  /** Multiplies the real server's pauses between attempts. */
  backoffScale: number;
  /** Looks for work now rather than at the next poll. */
  wake: () => void;
};

export type EventBody = {
  id: string;
  name: string;
  data: Record<string, unknown>;
  ts: number;
  [extra: string]: unknown;
};

export type RunStatus = "running" | "completed" | "failed" | "cancelled";

export type Run = {
  id: string;
  function_id: string;
  place: string;
  event: EventBody;
  status: RunStatus;
  output: unknown;
  plan_only: boolean;
  parent_run: string | null;
  parent_step: string | null;
  started_at: Date;
  ended_at: Date | null;
};

export type Job = {
  id: string;
  run_id: string;
  kind: "call" | "sleep" | "wait" | "invoke";
  step_id: string;
  attempt: number;
  slots: string[];
  slot_limits: number[];
  unreachable_since: Date | null;
};

/** JSON for a `${...}::text::jsonb` parameter; PostgreSQL's jsonb cannot hold U+0000. */
export function asJson(value: unknown): string {
  return JSON.stringify(value ?? null, (_key, field) =>
    typeof field === "string" ? field.replaceAll("\u0000", "") : field,
  );
}
