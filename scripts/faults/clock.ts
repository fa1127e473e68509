import { rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

const PRELOAD = fileURLToPath(new URL("moved-clock.mjs", import.meta.url));

/** The clock that the application and the stand-ins go by: ahead of the machine's, and never set back. */
export class Clock {
  #aheadMs = 0;
  readonly #file: string;

  constructor(dataDir: string) {
    this.#file = path.join(dataDir, "clock");
  }

  /** What a Node program is started with so that it goes by this clock. */
  get nodeArguments(): readonly string[] {
    return ["--import", PRELOAD];
  }

  get environment(): Record<string, string> {
    return { MOVED_CLOCK_FILE: this.#file };
  }

  get aheadMs(): number {
    return this.#aheadMs;
  }

  now(): Date {
    return new Date(Date.now() + this.#aheadMs);
  }

  /** Moves the clock ahead; programs that go by it follow within moments. */
  async advance(ms: number): Promise<void> {
    this.#aheadMs += ms;
    // Replaced in one go: nobody reads half a number.
    await writeFile(`${this.#file}.new`, String(this.#aheadMs));
    await rename(`${this.#file}.new`, this.#file);
  }
}
