import type { ScholarlySource } from "./records";

/**
 * - `unreachable`: no connection, or it broke
 * - `slow`: no answer in time
 * - `limited`: 429, or 503 with Retry-After: ask again later
 * - `busy`: not asked, because our own limit leaves no turn in time
 * - `refused`: any other status
 * - `too_large`, `unreadable`: an answer that is longer or other than agreed
 */
export type SourceProblem =
  | "unreachable"
  | "slow"
  | "limited"
  | "busy"
  | "refused"
  | "too_large"
  | "unreadable";

/** A scholarly source did not give an answer; "there is no such record" is an answer. */
export class SourceError extends Error {
  override readonly name = "SourceError";
  constructor(
    readonly source: ScholarlySource,
    readonly problem: SourceProblem,
    /** Of HTTP; null when there was none. */
    readonly status: number | null = null,
    /** How long the source asked to be left alone, if it said so. */
    readonly retryAfterSeconds: number | null = null,
  ) {
    super(`${source}: ${problem}${status === null ? "" : ` (${status})`}`);
  }

  /** Whether the same question may be answered later. */
  get mayPass(): boolean {
    return this.problem !== "refused" || (this.status ?? 0) >= 500;
  }
}
