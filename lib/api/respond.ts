import type { DomainError } from "@/lib/platform/errors";
import { httpStatus } from "./http-status";

// Answers hold a person's bookings: no cache on the way may keep them.
const PRIVATE = { "cache-control": "private, no-store" };

const texts = new WeakMap<Response, string>();

/** A bare JSON body, where the contract shows no envelope. */
export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  const text = JSON.stringify(body);
  const all = { "content-type": "application/json", ...PRIVATE, ...headers };
  const response = new Response(text, { status, headers: all });
  texts.set(response, text);
  return response;
}

/** The body of an answer, which is still to be sent: one that was written here is not read back from its stream. */
export const bodyOf = async (answer: Response): Promise<string> =>
  texts.get(answer) ?? (await answer.clone().text());

export const ok = (message: string, data: unknown, rest: Record<string, unknown> = {}) =>
  json({ success: true, message, data, ...rest });

export const created = (message: string, data: unknown) =>
  json({ success: true, message, data }, 201);

/** The failure envelope: `detail` and `error` say the same to both kinds of client. */
export function failure(
  status: number,
  code: string,
  message: string,
  details: Record<string, unknown> = {},
  headers: Record<string, string> = {},
): Response {
  return json(
    { success: false, detail: message, error: { code, message, details } },
    status,
    headers,
  );
}

export function refusal(error: DomainError): Response {
  const status = httpStatus[error.code];
  const headers: Record<string, string> = {};
  if (status === 401) headers["www-authenticate"] = 'Bearer realm="colloquy"';
  if (status === 503) headers["retry-after"] = "5";
  if (error.code === "IDEMPOTENCY_KEY_IN_USE") headers["retry-after"] = "1";
  if (status === 429) headers["retry-after"] = String(error.details.retry_after_seconds ?? 60);
  return failure(status, error.code, error.message, error.details, headers);
}
