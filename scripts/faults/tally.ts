/** Counts by name. */
export class Tally {
  readonly #counts = new Map<string, number>();

  count(name: string, times = 1): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + times);
  }

  get total(): number {
    return [...this.#counts.values()].reduce((sum, count) => sum + count, 0);
  }

  /** The most frequent first. */
  entries(): [name: string, count: number][] {
    return [...this.#counts].sort(([a, m], [b, n]) => n - m || a.localeCompare(b));
  }
}
