/** A rendered page, complete. */
export type RenderedPage = { status: number; headers: Record<string, string>; body: string };

type Kept = { page: RenderedPage; freshUntil: number };

const KEPT_MS = 2_000;
const MAX_PAGES = 200;
const MAX_CHARACTERS = 512 * 1024;

/**
 * Keeps pages for two seconds: many visitors of one page share its rendering, and no time that was
 * booked meanwhile stays on show for longer. Whoever comes while a page is being rendered waits for
 * that rendering. Pages that are not found, or too large, are rendered for each visitor. `clock` in ms.
 */
export class PageCache {
  readonly #kept = new Map<string, Kept>();
  readonly #underWay = new Map<string, Promise<RenderedPage>>();

  constructor(
    private readonly render: (key: string) => Promise<RenderedPage>,
    private readonly clock: () => number,
  ) {}

  async get(key: string): Promise<RenderedPage> {
    return this.#fresh(key)?.page ?? this.#underWay.get(key) ?? this.#renderOnce(key);
  }

  /** Whether a page is answered without being rendered. */
  isFresh(key: string): boolean {
    return this.#fresh(key) !== undefined;
  }

  get size(): number {
    return this.#kept.size;
  }

  #fresh(key: string): Kept | undefined {
    const kept = this.#kept.get(key);
    return kept && kept.freshUntil > this.clock() ? kept : undefined;
  }

  #renderOnce(key: string): Promise<RenderedPage> {
    // What a page shows is as old as the beginning of its rendering.
    const freshUntil = this.clock() + KEPT_MS;
    const rendering = this.render(key)
      .then((page) => {
        if (page.status === 200 && page.body.length <= MAX_CHARACTERS) {
          this.#keep(key, { page, freshUntil });
        }
        return page;
      })
      .finally(() => this.#underWay.delete(key));
    this.#underWay.set(key, rendering);
    return rendering;
  }

  #keep(key: string, kept: Kept): void {
    // A Map iterates in order of insertion: the first is the one that was rendered longest ago.
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= MAX_PAGES) return;
      this.#kept.delete(oldest);
    }
  }
}
