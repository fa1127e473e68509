/** Words without accents and case, tags and signs. */
export function wordsOf(text: string): string[] {
  return text
    .replace(/<[^>]*>|&\w+;/g, " ")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

/** What share of the query's words a text has, from 0 to 1. */
export function coverage(query: string, text: string): number {
  const wanted = new Set(wordsOf(query));
  const there = new Set(wordsOf(text));
  const found = [...wanted].filter((word) => there.has(word)).length;
  return wanted.size === 0 ? 0 : found / wanted.size;
}

/** Items with a score above zero, the best first; equal ones keep their order. */
export function ranked<T>(
  items: readonly T[],
  scoreOf: (item: T) => number,
): { item: T; score: number }[] {
  return items
    .map((item) => ({ item, score: scoreOf(item) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score);
}
