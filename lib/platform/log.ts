import pino from "pino";

/** Structured log lines. Ids only: names, addresses and bound values never belong here. */
export const log = pino({
  level: process.env.LOG_LEVEL ?? "info",
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: { level: (label) => ({ level: label }) },
});

/** What is said of an unknown error. A database's errors come without values, see db/query-error.ts. */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: typeof error };
  const cause = error.cause instanceof Error ? describeError(error.cause) : undefined;
  const code = "code" in error ? String(error.code) : undefined;
  return {
    error: error.name,
    message: error.message,
    ...(code ? { code } : {}),
    ...(cause ? { cause } : {}),
    stack: error.stack,
  };
}
