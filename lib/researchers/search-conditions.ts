import { and, type SQL, sql } from "drizzle-orm";
import { researchers } from "@/db/schema/researchers";
import type { Search } from "./search-readings";

const { searchText, searchLexemes } = researchers;

/** Every word somewhere in the text. */
export function holdsEveryWord(search: Search): SQL | undefined {
  return looked(search, everyWord(search));
}

/**
 * How well a row answers, 0 best: the name itself; a field, expertise, affiliation or title itself;
 * every word in the name; the phrase somewhere; the words anywhere. For rows that hold every word.
 */
export function tierOf(search: Search): SQL {
  const [name, part, inName] = tiers(search);
  const phrase = search.phrases.map((text) => sql`${searchText} like ${`%${text}%`}`);
  return sql`case when ${matches(name)} then 0 when ${matches(part)} then 1 when ${matches(inName)} then 2
    when ${sql.join(phrase, sql` or `)} then 3 else 4 end`;
}

/** The same as conditions that an index answers, each without those before it, with the tier that it stands for. */
export function tierConditions(search: Search): { tier: number; condition: SQL | undefined }[] {
  const [name, part, inName] = tiers(search);
  const conditions = [
    { tier: 0, query: name },
    { tier: 1, query: `${part} & !(${name})` },
    { tier: 2, query: `${inName} & !(${name} | ${part})` },
    { tier: 4, query: `${everyWord(search)} & !(${name} | ${part} | (${inName}))` },
  ];
  return conditions.map(({ tier, query }) => ({
    tier,
    condition: looked(search, query),
  }));
}

const matches = (query: string) => sql`${searchLexemes} @@ ${query}::text::tsquery`;

/** `lexemes_of` in the migrations has the marks: @= for the whole name, = for another whole part, @ for the name's words. */
function tiers(search: Search): [name: string, part: string, inName: string] {
  const anyPhrase = (mark: string) =>
    `(${search.phrases.map((phrase) => quoted(mark + cut(phrase))).join(" | ")})`;
  const name = [
    everyWord(search, "@"),
    ...search.beginnings.map((word) => `${quoted(`@${word}`)}:*`),
  ];
  return [anyPhrase("@="), anyPhrase("="), name.join(" & ")];
}

function everyWord({ words }: Search, mark = ""): string {
  return words
    .map((terms) => {
      const any = terms.map(({ word, begins }) => quoted(mark + word) + (begins ? ":*" : ""));
      return `(${any.join(" | ")})`;
    })
    .join(" & ");
}

function looked({ beginnings, field }: Search, query: string): SQL | undefined {
  // The field is a part of the text too: the index then leaves few rows to look at.
  const inField = field ? `(${query}) & ${quoted(`=${cut(field)}`)}` : query;
  // The other words not through the index: it would first collect everyone who has one that begins so.
  const others = beginnings.map((word) => sql`' ' || ${searchText} like ${`% ${word}%`}`);
  return and(matches(inField), ...others);
}

/** As much of a part as the index holds. */
const cut = (part: string) => [...part].slice(0, 200).join("");

/** As a lexeme of a tsquery. Search words hold neither quotes nor backslashes. */
const quoted = (lexeme: string) => `'${lexeme}'`;
