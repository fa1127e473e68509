import { createContext, Script } from "node:vm";

const script = new Script("work()");

/**
 * Runs work that never waits, and stops it after so many ms, wherever it is then: a rule that matches
 * no date would else be followed for ever, and the whole process with it. Throws what the work throws,
 * and Stopped when it was stopped.
 */
export function withinMs<T>(timeout: number, work: () => T): T {
  try {
    return script.runInContext(createContext({ work }), { timeout });
  } catch (error) {
    // Made in a world of its own, where Error is another class.
    if ((error as { code?: unknown } | null)?.code === "ERR_SCRIPT_EXECUTION_TIMEOUT")
      throw new Stopped(`stopped after ${timeout} ms`);
    throw error;
  }
}

export class Stopped extends Error {}
