import { rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

const PRELOAD = fileURLToPath(new URL("moved-clock.mjs", import.meta.url));

/** The clock that the application and the stand-ins go by: ahead of the machine's, and never set back. */
export class Clock {
  #aheadMs = 0;
  #written: Promise<void> = Promise.resolve();
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
    // One after the other: two at once would take each other's new file away.
    this.#written = this.#written.then(() => this.#write());
    await this.#written;
  }

  /** Replaces the file in one go: nobody reads half a number. */
  async #write(): Promise<void> {
    await writeFile(`${this.#file}.new`, String(this.#aheadMs));
    await rename(`${this.#file}.new`, this.#file);
  }
}
