import type { Tally } from "./tally";

export type Answer<T = unknown> = { status: number; body: T };

/** A call as `fetch` takes it, with plain headers. */
export type Call = RequestInit & { headers?: Record<string, string> };

/** The client kept trying for as long as a sane one would, and was never answered properly. */
export class GaveUp extends Error {
  override readonly name = "GaveUp";
}

const ATTEMPT_TIMEOUT_MS = 30_000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 1_500;

/**
 * Calls over HTTP as a sane client makes them: no answer, 429 and 5xx are tried again with growing
 * pauses, everything else is the answer. Throws GaveUp when its patience is at an end.
 */
export class Client {
  constructor(
    readonly tally: Tally,
    private readonly patienceMs: number,
    /** Aborts whatever is under way when the campaign ends early. */
    private readonly signal: AbortSignal,
    /** How long one attempt may take. */
    private readonly attemptMs = ATTEMPT_TIMEOUT_MS,
  ) {}

  async call<T>(url: string, init: Call): Promise<Answer<T>> {
    const deadline = performance.now() + this.patienceMs;
    let pauseMs = FIRST_PAUSE_MS;
    for (;;) {
      const { answer, trouble } = await this.#try<T>(url, init);
      this.signal.throwIfAborted();
      if (answer) return answer;
      this.tally.count(trouble);
      if (performance.now() > deadline) {
        const what = `${init.method ?? "GET"} ${new URL(url).pathname}`;
        throw new GaveUp(`${what} failed for ${this.patienceMs / 1000} s, at last: ${trouble}`);
      }
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
      pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
    }
  }

  async #try<T>(url: string, init: Call) {
    // Not AbortSignal.any with AbortSignal.timeout: Node may collect the timeout before it comes.
    const attempt = new AbortController();
    const stop = () => attempt.abort(this.signal.reason);
    const late = new DOMException("not answered in time", "TimeoutError");
    const timer = setTimeout(() => attempt.abort(late), this.attemptMs);
    this.signal.addEventListener("abort", stop);
    try {
      const headers = { ...init.headers, "accept-encoding": "identity" };
      const response = await fetch(url, { ...init, headers, signal: attempt.signal });
      const text = await response.text();
      const { status } = response;
      if (status === 429 || status >= 500) return { trouble: `answered ${status}` };
      return { answer: { status, body: JSON.parse(text) as T }, trouble: "" };
    } catch (error) {
      return { trouble: reasonOf(error) };
    } finally {
      clearTimeout(timer);
      this.signal.removeEventListener("abort", stop);
    }
  }
}

/** fetch says only "fetch failed"; what failed is its cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "not answered";
  if (error.name === "TimeoutError") return "not answered in time";
  const cause = error.cause as { code?: string } | undefined;
  return `not answered (${cause?.code ?? error.name})`;
}
