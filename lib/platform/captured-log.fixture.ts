import pino from "pino";
import { log } from "./log";

/** Collects every line of this process's log from now on, in place of writing it. */
export function captureLog(): { lines: Record<string, unknown>[]; text: () => string } {
  const lines: Record<string, unknown>[] = [];
  log.level = "debug";
  const stream = { write: (line: string) => void lines.push(JSON.parse(line)) };
  Object.assign(log, { [pino.symbols.streamSym]: stream });
  return { lines, text: () => JSON.stringify(lines) };
}
