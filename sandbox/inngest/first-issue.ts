import type { z } from "zod";

/** The first thing wrong with an input, as `field: what is wrong`. */
export function firstIssue(error: z.ZodError): string {
  const [issue] = error.issues;
  const field = issue?.path.join(".") || "body";
  return `${field}: ${issue?.message ?? "invalid"}`;
}
