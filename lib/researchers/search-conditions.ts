import { and, or, type SQL, sql } from "drizzle-orm";
import { researchers } from "@/db/schema/researchers";
import type { Ctx } from "@/lib/platform/context";
import { escapeLike, type SearchWords } from "./search-words";

const text = researchers.searchText;
const TRIGRAM = 3;

/** Every word somewhere in the text; words too short for the index only where a word begins. */
export function holdsEveryWord({ words }: SearchWords): SQL | undefined {
  return and(...words.map(holds));
}

/** As holdsEveryWord, two neighbouring letters of each word swapped or not: the slip that trigrams see least of. */
export function holdsEveryWordSwapped({ words }: SearchWords): SQL | undefined {
  return and(...words.map((word) => or(...[word, ...swaps(word)].map(holds))));
}

function holds(word: string): SQL {
  return [...word].length >= TRIGRAM
    ? sql`${text} like ${`%${escapeLike(word)}%`}`
    : sql`' ' || ${text} like ${`% ${escapeLike(word)}%`}`;
}

function swaps(word: string): string[] {
  const letters = [...word];
  if (letters.length <= TRIGRAM) return [];
  const swapped = letters.slice(1).map((letter, at) => {
    const copy = [...letters];
    copy.splice(at, 2, letter, letters[at] ?? "");
    return copy.join("");
  });
  return [...new Set(swapped)].filter((variant) => variant !== word);
}

/**
 * How well a matching row answers, 0 best: the name itself; a field, expertise or affiliation itself;
 * every word in the name; the phrase somewhere; the words anywhere. The search text begins with the
 * name and separates its parts by " | ", expertise by ", ".
 */
export function exactTier({ phrase, words }: SearchWords): SQL {
  const said = escapeLike(phrase);
  const name = sql`split_part(${text}, ' | ', 1)`;
  const inName = sql.join(
    words.map((word) => sql`${name} like ${`%${escapeLike(word)}%`}`),
    sql` and `,
  );
  const part = [`%| ${said} |%`, `%| ${said},%`, `%, ${said},%`, `%, ${said} |%`, `%| ${said}`];
  return sql`(case
    when ${name} = ${phrase} then 0
    when ${text} like any (array[${sql.join(
      part.map((pattern) => sql`${pattern}`),
      sql`, `,
    )}]) then 1
    when ${inName} then 2
    when ${text} like ${`%${said}%`} then 3
    else 4 end)::real`;
}

/** At most 500 rows that are like every word, with their likeness, for an inner join as `close`. */
export async function closeMatches({ db }: Ctx, { words }: SearchWords): Promise<SQL> {
  const list = sql.join(
    words.map((word) => sql`${word}`),
    sql`, `,
  );
  const rows = await db.execute(
    sql`select id, likeness from researchers_like(array[${list}]::text[])`,
  );
  // Looked for once, then used by both the page and its count.
  return sql`json_to_recordset(${JSON.stringify(rows)}::text::json) as close(id uuid, likeness real)`;
}

/** 0 best. */
export const closeTier = sql`(1 - close.likeness)::real`;
