import { createHash } from "node:crypto";
import type { Records } from "./store";

const KEPT_MS = 24 * 60 * 60 * 1000;

export type KeyedCall = {
  /** Keys of different services, or of different accounts, do not meet. */
  scope: string;
  key: string;
  /** What must be the same for a repetition: path and parameters. */
  request: string;
  now: Date;
};

export type Answer<Body extends object = object> = { status: number; body: Body };

/** How a service refuses a key that is in use, or that came with another request before. */
export type KeyRefusals = { inUse: () => Error; otherRequest: () => Error };

/**
 * Carries a call out once for its key, inside the transaction of its effects, so that either both
 * are kept or neither. A repetition within 24 hours gets the first answer. What `act` throws leaves
 * the key free.
 */
export async function oncePerKey<Body extends object>(
  records: Records,
  call: KeyedCall,
  refusals: KeyRefusals,
  act: () => Promise<Answer<Body>>,
): Promise<Answer<Body> & { replayed: boolean }> {
  const { scope, key, now } = call;
  const [lock] = await records.sql<{ taken: boolean }[]>`
    select pg_try_advisory_xact_lock(hashtextextended(${`${scope} ${key}`}, 0)) as taken`;
  if (!lock?.taken) throw refusals.inUse();
  const fingerprint = createHash("sha256").update(call.request).digest("hex");
  const [kept] = await records.sql<{ fingerprint: string; status: number; body: Body }[]>`
    select fingerprint, status, body from sandbox.idempotency_keys
    where scope = ${scope} and key = ${key} and created > ${new Date(now.getTime() - KEPT_MS)}`;
  if (kept) {
    if (kept.fingerprint !== fingerprint) throw refusals.otherRequest();
    return { status: kept.status, body: kept.body, replayed: true };
  }
  const answer = await act();
  await records.sql`
    insert into sandbox.idempotency_keys (scope, key, fingerprint, status, body, created)
    values (${scope}, ${key}, ${fingerprint}, ${answer.status},
      ${JSON.stringify(answer.body)}::text::jsonb, ${now})
    on conflict (scope, key) do update set fingerprint = excluded.fingerprint,
      status = excluded.status, body = excluded.body, created = excluded.created`;
  return { ...answer, replayed: false };
}
