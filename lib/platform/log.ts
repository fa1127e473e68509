import { AsyncLocalStorage } from "node:async_hooks";
import pino from "pino";
import { withoutPersonalData } from "./without-personal-data";

/** What lines carry of the request or job in which they are written: ids, and no other field than these. */
export type LogFields = {
  requestId?: string;
  /** The id that a caller or proxy gave the request, where it is well-formed. */
  callerRequestId?: string;
  job?: string;
  run?: string;
  step?: string;
  sessionId?: string;
  paymentId?: string;
  subscriptionId?: string;
  refundId?: string;
  alertId?: string;
};

declare global {
  // Pages, routes and actions are bundled apart: each has a copy of this module, and all share this.
  var colloquyLogFields: AsyncLocalStorage<LogFields> | undefined;
}

globalThis.colloquyLogFields ??= new AsyncLocalStorage();
const running = globalThis.colloquyLogFields;

/** Structured log lines. Ids only: names, addresses and bound values never belong here. */
export const log = pino({
  level: process.env.LOG_LEVEL ?? "info",
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: { level: (label) => ({ level: label }) },
  mixin: () => ({ ...running.getStore() }),
});

/** Runs `work`; every line that is written meanwhile carries `fields`, and what it carried anyway. */
export function withLogFields<T>(fields: LogFields, work: () => T): T {
  return running.run({ ...running.getStore(), ...fields }, work);
}

/** Adds to what further lines of the running request or job carry, once it is known what it is about. */
export function noteInLog(fields: LogFields): void {
  Object.assign(running.getStore() ?? {}, fields);
}

/** What is said of an unknown error. A database's errors come without values, see db/query-error.ts. */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: typeof error };
  const cause = error.cause instanceof Error ? describeError(error.cause) : undefined;
  const code = "code" in error ? String(error.code) : undefined;
  return {
    error: error.name,
    message: withoutPersonalData(error.message),
    ...(code ? { code } : {}),
    ...(cause ? { cause } : {}),
    stack: withoutPersonalData(error.stack ?? ""),
  };
}
