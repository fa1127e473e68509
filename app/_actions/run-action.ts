import { headers } from "next/headers";
import { unstable_rethrow } from "next/navigation";
import type { ActionResult } from "@/components/forms/action-result";
import { relayAfterwards } from "@/lib/api/relay-afterwards";
import { DomainError } from "@/lib/platform/errors";
import { describeError, log, withLogFields } from "@/lib/platform/log";
import { noteActionBegun } from "@/lib/platform/unread-actions";

/**
 * Runs the work of a server action: every line of the log carries a request id, and what the work
 * put into the outbox is handed on once the answer is out.
 */
export async function runAction<Made extends object>(
  work: () => Promise<Made>,
): Promise<ActionResult<Made>> {
  const given = await headers();
  noteActionBegun((name) => given.get(name));
  const requestId = crypto.randomUUID();
  return withLogFields({ requestId }, async () => {
    const startedAt = performance.now();
    let outcome = "redirected";
    try {
      const result = await answerWith(work);
      outcome = result.ok ? "done" : result.code;
      return result;
    } catch (error) {
      unstable_rethrow(error);
      outcome = "failed";
      log.error(describeError(error), "action failed");
      // Next writes down whatever it is thrown, with all that hangs on it: it is thrown nothing else.
      throw new Error(`An action failed, see the log for request ${requestId}`);
    } finally {
      // A refusal may have written too: an alert, or a payment settled on the way.
      relayAfterwards();
      log.info({ outcome, ms: Math.round(performance.now() - startedAt) }, "action");
    }
  });
}

/** Refusals come back as data; anything else that is thrown, a redirect included, goes on to the framework. */
export async function answerWith<Made extends object>(
  work: () => Promise<Made>,
): Promise<ActionResult<Made>> {
  try {
    return { ok: true, ...(await work()) };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { code, message, details } = error;
    return { ok: false, code, message: sentence(message), details: withSentences(details) };
  }
}

function withSentences(details: Record<string, unknown>): Record<string, unknown> {
  const { fields } = details;
  if (typeof fields !== "object" || fields === null) return details;
  const told = Object.entries(fields).map(([name, text]) => [name, sentence(String(text))]);
  return { ...details, fields: Object.fromEntries(told) };
}

/** The refusals of schemas lack their subject ("must have at least ..."), which a reader needs. */
function sentence(message: string): string {
  const full = /^(is|must|has|belongs|was)\b/.test(message) ? `This ${message}` : message;
  return /[.?!]$/.test(full) ? full : `${full}.`;
}
