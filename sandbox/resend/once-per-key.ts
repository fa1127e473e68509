import { createHash } from "node:crypto";
import type { Records } from "../store";
import { ResendError } from "./errors";

const KEPT_MS = 24 * 60 * 60 * 1000;
const SCOPE = "resend";

/**
 * Sends once for a key, inside the transaction of its effects. The same request under the key within
 * 24 hours gets the first answer; another one is refused. Without a key it always sends.
 */
export async function oncePerKey<T extends object>(
  records: Records,
  call: { key: string | undefined; request: string; now: Date },
  send: () => Promise<T>,
): Promise<T> {
  const { key, request, now } = call;
  if (key === undefined) return send();
  if (key.length < 1 || key.length > 256)
    throw new ResendError(
      400,
      "invalid_idempotency_key",
      "The idempotency key must be between 1 and 256 characters.",
    );
  const [lock] = await records.sql<{ taken: boolean }[]>`
    select pg_try_advisory_xact_lock(hashtextextended(${`${SCOPE} ${key}`}, 0)) as taken`;
  if (!lock?.taken)
    throw new ResendError(
      409,
      "concurrent_idempotent_requests",
      "Another request with the same idempotency key is in progress.",
    );
  const fingerprint = createHash("sha256").update(request).digest("hex");
  const [kept] = await records.sql<{ fingerprint: string; body: T }[]>`
    select fingerprint, body from sandbox.idempotency_keys
    where scope = ${SCOPE} and key = ${key} and created > ${new Date(now.getTime() - KEPT_MS)}`;
  if (kept && kept.fingerprint !== fingerprint)
    throw new ResendError(
      409,
      "invalid_idempotent_request",
      "This idempotency key has been used with a different request body.",
    );
  if (kept) return kept.body;
  const answer = await send();
  await records.sql`
    insert into sandbox.idempotency_keys (scope, key, fingerprint, status, body, created)
    values (${SCOPE}, ${key}, ${fingerprint}, 200, ${JSON.stringify(answer)}::text::jsonb, ${now})
    on conflict (scope, key) do update set fingerprint = excluded.fingerprint,
      body = excluded.body, created = excluded.created`;
  return answer;
}
