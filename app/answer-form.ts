import type { z } from "zod";
import type { FormResult } from "@/components/forms/form-result";
import { DomainError } from "@/lib/platform/errors";

/**
 * What a form's action does: reads the values through the schema, works, and answers refusals in a
 * form's way. Anything else that is thrown, a redirect included, goes on to the framework.
 */
export async function answerForm<S extends z.ZodType>(
  schema: S,
  values: unknown,
  work: (input: z.output<S>) => Promise<FormResult>,
): Promise<FormResult> {
  const parsed = schema.safeParse(values);
  if (!parsed.success) {
    const fields: Record<string, string> = {};
    for (const issue of parsed.error.issues)
      fields[issue.path.join(".")] ??= sentence(issue.message);
    return { done: false, fields };
  }
  try {
    return await work(parsed.data);
  } catch (error) {
    if (error instanceof DomainError) return refusalOf(error);
    throw error;
  }
}

function refusalOf({ message, details }: DomainError): FormResult {
  if (typeof details.fields !== "object" || details.fields === null)
    return { done: false, message: sentence(message) };
  const fields = Object.entries(details.fields).map(([name, problem]) => [
    name,
    sentence(String(problem)),
  ]);
  return { done: false, fields: Object.fromEntries(fields) };
}

/** The refusals of schemas lack their subject ("must have at least ..."), which a reader needs. */
export function sentence(message: string): string {
  const full = /^(is|must|has|belongs|was)\b/.test(message) ? `This ${message}` : message;
  return /[.?!]$/.test(full) ? full : `${full}.`;
}
