import type { Ctx } from "@/lib/platform/context";
import { findSpellings } from "./search-spellings";
import type { SearchWords } from "./search-words";

/** From the strictest to the loosest; the first that finds someone answers a query. */
export const READINGS = ["exact", "within", "near", "far"] as const;
export type Reading = (typeof READINGS)[number];

/** A word as a whole, or what begins with it. */
export type Term = { word: string; begins: boolean };

/** One way to understand a query. */
export type Search = {
  reading: Reading;
  /** What the whole query may have meant, word after word. */
  phrases: string[];
  /** For each word what may stand for it. */
  words: Term[][];
  /** Words that only narrow what the others find: somewhere a word begins so. */
  beginnings: string[];
  /** The field that is asked for beside the words. */
  field: string;
};

const MAX_PHRASES = 12;
/** As many words are looked up; the longest say most, and many little ones cost more than they tell apart. */
const MAX_LOOKED_UP = 4;

/**
 * The readings of a query's words: as they stand, each the beginning of a word; then also as parts of
 * words; then one slip away; then further. Those that would find no more than the one before are
 * left out. Words of one or two letters stand for themselves, unless nobody has them.
 */
export async function* readingsOf(ctx: Ctx, { words, field }: SearchWords): AsyncGenerator<Search> {
  if (words.length === 0) return;
  const phrase = words.join(" ");
  const distinct = [...new Set(words)].sort((a, b) => b.length - a.length);
  const telling = distinct.filter((word) => lettersOf(word) > 3);
  const long =
    telling.length > 0
      ? telling.slice(0, MAX_LOOKED_UP)
      : distinct.filter((word) => lettersOf(word) > 2);
  const short = distinct.filter((word) => !long.includes(word));
  if (long.length === 0) {
    const terms = (begins: boolean) => short.map((word) => [{ word, begins }]);
    yield { reading: "exact", phrases: [phrase], words: terms(false), beginnings: [], field };
    yield { reading: "within", phrases: [phrase], words: terms(true), beginnings: [], field };
    return;
  }
  const meant = long.map((word) => [{ word, begins: true }]);
  const search = (reading: Reading, phrases: string[], terms: Term[][]): Search => ({
    reading,
    phrases,
    words: terms,
    beginnings: short,
    field,
  });
  yield search("exact", [phrase], meant);
  const spellings = await findSpellings(ctx, long);
  const alternatives = new Map(long.map((word) => [word, [word]]));
  for (const reading of ["within", "near", "far"] as const) {
    const added = spellings.map((spelling) => spelling[reading]);
    if (added.every((list) => list.length === 0)) continue;
    for (const [at, terms] of meant.entries())
      terms.push(...(added[at] ?? []).map((word) => ({ word, begins: false })));
    if (reading !== "within")
      for (const [at, word] of long.entries()) alternatives.get(word)?.push(...(added[at] ?? []));
    yield search(reading, combined(words.map((word) => alternatives.get(word) ?? [word])), meant);
  }
}

const lettersOf = (word: string) => [...word].length;

/** Every choice of one word from each list, up to a dozen. */
function combined(lists: string[][]): string[] {
  return lists
    .reduce<string[][]>(
      (phrases, list) =>
        phrases.flatMap((phrase) => list.map((word) => [...phrase, word])).slice(0, MAX_PHRASES),
      [[]],
    )
    .map((phrase) => phrase.join(" "));
}
