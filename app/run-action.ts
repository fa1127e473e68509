import type { ActionResult } from "@/components/forms/action-result";
import { relayAfterwards } from "@/lib/api/route";
import { DomainError } from "@/lib/platform/errors";
import { sentence } from "./answer-form";

/**
 * Runs the work of a server action: refusals come back as data, what it put into the outbox is
 * handed on once the answer is out, and anything unknown goes on to the framework.
 */
export async function runAction<Made extends object>(
  work: () => Promise<Made>,
): Promise<ActionResult<Made>> {
  try {
    return { ok: true, ...(await work()) };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { code, message, details } = error;
    return { ok: false, code, message: sentence(message), details: withSentences(details) };
  } finally {
    // A refusal may have written too: an alert, or a payment settled on the way.
    relayAfterwards();
  }
}

function withSentences(details: Record<string, unknown>): Record<string, unknown> {
  const { fields } = details;
  if (typeof fields !== "object" || fields === null) return details;
  const told = Object.entries(fields).map(([name, text]) => [name, sentence(String(text))]);
  return { ...details, fields: Object.fromEntries(told) };
}
