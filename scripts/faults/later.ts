type Waiting = { dueAt: Date; work: () => Promise<void> };

/** What is to happen once the moved clock has passed a moment. */
export class Later {
  #waiting: Waiting[] = [];

  at(dueAt: Date, work: () => Promise<void>): void {
    this.#waiting.push({ dueAt, work });
  }

  /** Starts what is due by `now`, all at once, and waits for it. */
  async run(now: Date): Promise<void> {
    const due = this.#waiting.filter(({ dueAt }) => dueAt <= now);
    this.#waiting = this.#waiting.filter(({ dueAt }) => dueAt > now);
    await Promise.all(due.map(({ work }) => work()));
  }
}
