import { createHash } from "node:crypto";
import type { Records } from "../store";
import { StripeError } from "./errors";

const KEPT_MS = 24 * 60 * 60 * 1000;

export type KeyedCall = {
  /** The API key: idempotency keys of different accounts do not meet. */
  scope: string;
  key: string;
  /** What must be the same for a repetition: method, path and parameters. */
  request: string;
  now: Date;
};

export type Answer = { status: number; body: object };

/**
 * Carries a call out once for its key, inside the transaction of its effects, so that either both
 * are kept or neither. A repetition gets the first answer; another request under the key is a 400,
 * one that comes while the first is under way a 409. Calls refused before they were carried out
 * and failures of the server (5xx) leave the key free.
 */
export async function once(
  records: Records,
  call: KeyedCall,
  act: () => Promise<Answer>,
): Promise<Answer & { replayed: boolean }> {
  const [lock] = await records.sql<{ taken: boolean }[]>`
    select pg_try_advisory_xact_lock(hashtextextended(${`${call.scope} ${call.key}`}, 0)) as taken`;
  if (!lock?.taken) throw inUse(call.key);
  const fingerprint = createHash("sha256").update(call.request).digest("hex");
  const [kept] = await records.sql<{ fingerprint: string; status: number; body: object }[]>`
    select fingerprint, status, body from sandbox.idempotency_keys
    where scope = ${call.scope} and key = ${call.key}
      and created > ${new Date(call.now.getTime() - KEPT_MS)}`;
  if (kept) {
    if (kept.fingerprint !== fingerprint) throw otherRequest(call.key);
    return { status: kept.status, body: kept.body, replayed: true };
  }
  const answer = await act();
  await records.sql`
    insert into sandbox.idempotency_keys (scope, key, fingerprint, status, body, created)
    values (${call.scope}, ${call.key}, ${fingerprint}, ${answer.status},
      ${JSON.stringify(answer.body)}::text::jsonb, ${call.now})
    on conflict (scope, key) do update set fingerprint = excluded.fingerprint,
      status = excluded.status, body = excluded.body, created = excluded.created`;
  return { ...answer, replayed: false };
}

function inUse(key: string): StripeError {
  const message = `There is currently another in-progress request using this Idempotent Key (${key}).`;
  return new StripeError(409, {
    type: "idempotency_error",
    code: "idempotency_key_in_use",
    message: `${message} Please try again later.`,
  });
}

function otherRequest(key: string): StripeError {
  return new StripeError(400, {
    type: "idempotency_error",
    message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
  });
}
