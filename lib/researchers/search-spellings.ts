import { sql } from "drizzle-orm";
import type { Ctx } from "@/lib/platform/context";

/** Words of the directory that someone may have meant who wrote another one; the nearest first. */
export type Spellings = {
  /** The written word is a part of them. */
  within: string[];
  /** One slip away: a letter too much, too few, wrong, or swapped with its neighbour. */
  near: string[];
  /** Two slips away, or much alike: "neuroscientist" and "neuroscience". */
  far: string[];
};

/** Shorter words are one slip away from half the dictionary: they are taken as they stand. */
const SHORTEST = 4;
const SHORTEST_FAR = 6;
const LIKENESS = 0.5;
const MOST = 12;

/** The spellings of each word, in the order given. Words come from the whole directory: none says that it has a visible user. */
export async function findSpellings({ db }: Ctx, words: string[]): Promise<Spellings[]> {
  const list = sql.join(
    words.map((word) => sql`${word}`),
    sql`, `,
  );
  const rows = await db.execute<{
    asked: string;
    word: string;
    part: boolean;
    likeness: number;
  }>(sql`
    select asked, word, position(asked in word) > 0 as part, similarity(asked, word) as likeness
    from unnest(array[${list}]::text[]) asked,
      lateral (
        (select word from directory_words where word like '%' || asked || '%' and length(asked) > 2
          order by length(word), word limit ${MOST})
        union
        (select word from directory_words where slips && word_slips(asked) and length(asked) >= ${SHORTEST} limit 500)
        union
        (select word from directory_words where word % asked and length(asked) >= ${SHORTEST_FAR} limit 500)
      ) found`);
  return words.map((asked) => {
    const found = rows
      .filter((row) => row.asked === asked && row.word !== asked)
      .map((row) => ({ ...row, slips: slipsBetween(asked, row.word) }))
      .sort((a, b) => a.slips - b.slips || b.likeness - a.likeness);
    const far = ({ slips, likeness }: (typeof found)[number]) =>
      [...asked].length >= SHORTEST_FAR && (slips === 2 || likeness >= LIKENESS);
    const take = (of: (one: (typeof found)[number]) => boolean) =>
      found
        .filter(of)
        .slice(0, MOST)
        .map(({ word }) => word);
    return {
      within: take(({ part }) => part),
      near: take(({ slips }) => slips <= 1),
      far: take((one) => one.slips > 1 && far(one)),
    };
  });
}

/** How many letters are to be added, taken away, changed or swapped with their neighbour (optimal string alignment). */
export function slipsBetween(one: string, other: string): number {
  const [a, b] = [[...one], [...other]];
  const rows = [Array.from({ length: b.length + 1 }, (_, at) => at)];
  const at = (i: number, j: number) => rows[i]?.[j] ?? Number.POSITIVE_INFINITY;
  for (let i = 1; i <= a.length; i++) {
    rows.push([i]);
    for (let j = 1; j <= b.length; j++) {
      const changed = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      rows[i]?.push(
        Math.min(
          at(i - 1, j) + 1,
          at(i, j - 1) + 1,
          at(i - 1, j - 1) + changed,
          swapped ? at(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
  }
  return at(a.length, b.length);
}
