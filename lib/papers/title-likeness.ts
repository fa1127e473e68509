/** The words of a title without accents, signs and case. */
const wordsOf = (title: string): Set<string> =>
  new Set(
    title
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .toLocaleLowerCase("en")
      .split(/[^\p{L}\p{N}]+/u)
      .filter(Boolean),
  );

/** How near two titles are by their words, from 0 to 1, where they are the same. A subtitle left out costs little. */
export function titleLikeness(one: string, other: string): number {
  const [a, b] = [wordsOf(one), wordsOf(other)];
  const [short, long] = a.size <= b.size ? [a, b] : [b, a];
  if (short.size === 0) return 0;
  const shared = [...short].filter((word) => long.has(word)).length;
  // Mostly: whether the shorter is in the longer; a little: how much more the longer says.
  return 0.8 * (shared / short.size) + 0.2 * (shared / long.size);
}
