import { type KeyRefusals, oncePerKey } from "../once-per-key";
import type { Records } from "../store";
import { ResendError } from "./errors";

const refusals: KeyRefusals = {
  inUse: () =>
    new ResendError(
      409,
      "concurrent_idempotent_requests",
      "Another request with the same idempotency key is in progress.",
    ),
  otherRequest: () =>
    new ResendError(
      409,
      "invalid_idempotent_request",
      "This idempotency key has been used with a different request body.",
    ),
};

/** Sends once for a key; without a key it always sends. */
export async function sendOnce<T extends object>(
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
  const act = async () => ({ status: 200, body: await send() });
  return (await oncePerKey(records, { scope: "resend", key, request, now }, refusals, act)).body;
}
