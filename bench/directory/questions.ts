import type { Database } from "@/db/client";
import { DIRECTORY_SORTS } from "@/lib/researchers/directory-order";
import type { ListResearchers } from "@/lib/researchers/list-researchers";

/** What people ask of the directory: a name for the kind, and varied questions of it. */
export type Kind = { kind: string; questions: ListResearchers[] };

type Sample = {
  name: string;
  field: string;
  expertise: string[];
  affiliation: string;
  title: string;
};

const PER_KIND = 12;

/** Questions about people who are really there, spread evenly over the directory, and some about nobody. */
export async function askedQuestions(db: Database): Promise<Kind[]> {
  const people = await db.$client<Sample[]>`
    select name, field, expertise, affiliation, title from (
      select r.*, p.title, row_number() over (order by r.id) as place, count(*) over () as n
      from researchers r join paper_authors a on a.researcher_id = r.id join papers p on p.id = a.paper_id
    ) numbered where place % greatest(n / ${PER_KIND}, 1) = 0 limit ${PER_KIND}`;
  const about = (words: (person: Sample) => string): ListResearchers[] =>
    people.map((person) => ({ query: words(person) }));
  const queries = (...list: string[]): ListResearchers[] => list.map((query) => ({ query }));
  const sorted = (question: ListResearchers): ListResearchers[] =>
    DIRECTORY_SORTS.map((sort) => ({ ...question, sort }));
  return [
    { kind: "everyone, each order", questions: sorted({}) },
    { kind: "filters, each order", questions: FILTERS.flatMap(sorted) },
    { kind: "a family name", questions: about(({ name }) => lastWord(name)) },
    { kind: "a common name", questions: queries("Lindholm", "petrov", "Ada", "moretti", "Keiko") },
    { kind: "a full name", questions: about(({ name }) => name) },
    { kind: "a field", questions: about(({ field }) => field) },
    { kind: "an expertise", questions: about(({ expertise }) => expertise[0] ?? "") },
    { kind: "a rare expertise", questions: about(({ expertise }) => expertise.at(-1) ?? "") },
    { kind: "an affiliation", questions: about(({ affiliation }) => affiliation) },
    { kind: "words of a title", questions: about(({ title }) => someWords(title)) },
    { kind: "a whole title", questions: about(({ title }) => title) },
    {
      kind: "a name and a field",
      questions: about(({ name, field }) => `${lastWord(name)} ${field}`),
    },
    {
      kind: "a field and a place",
      questions: about(({ field, affiliation }) => `${field} ${lastWord(affiliation)}`),
    },
    {
      kind: "very common words",
      questions: queries("study", "of", "university", "and", "a study"),
    },
    { kind: "common words apart", questions: queries("study university", "college climate") },
    { kind: "a part of a word", questions: queries("dynam", "wald", "graphy", "sson", "astroph") },
    { kind: "one letter wrong", questions: about(({ name }) => oneWrong(lastWord(name))) },
    {
      kind: "two letters wrong",
      questions: about(({ expertise }) => oneWrong(oneWrong(longestWord(expertise.join(" "))))),
    },
    {
      kind: "a full name, misspelled",
      questions: about(({ name }) => `${firstWord(name)} ${oneWrong(lastWord(name))}`),
    },
    {
      kind: "a common word, misspelled",
      questions: queries("neurosience", "univesrity", "stuyd", "climat scinece", "pertov"),
    },
    { kind: "without accents", questions: queries("Sorensen", "ibanez", "JORGENSEN", "celia") },
    { kind: "one to three letters", questions: queries("a", "in", "li", "ada", "j petrov", "x") },
    {
      kind: "nobody",
      questions: queries("xyzzyplugh", "qqqqwwww", "lindholm xyzzyplugh", "?!", "zzzzzz yyyyyy"),
    },
    {
      kind: "a search with filters, each order",
      questions: FILTERS.flatMap((filter) => [
        ...sorted({ ...filter, query: "climate" }),
        ...sorted({ ...filter, query: "lindholm" }),
      ]),
    },
  ];
}

/** Whose plans are worth a look. */
export const shapes: { title: string; question: ListResearchers }[] = [
  {
    title: "Everyone, soonest free first, and how many each filter leaves",
    question: { facetsIn: "UTC" },
  },
  { title: "A full name: few are found, sorted at once", question: { query: "Ada Lindholm" } },
  {
    title: "A field: too many to count; the name itself, then the field itself along the order",
    question: { query: "Neuroscience" },
  },
  {
    title: "A misspelled name: looked up among the words, then as above",
    question: { query: "Lindhlom" },
  },
  {
    title: "A search with filters",
    question: { query: "climate", priceMinCents: 10_000, priceMaxCents: 12_000, sort: "price" },
  },
];

const FILTERS: ListResearchers[] = [
  { field: "Neuroscience" },
  { availableWithinDays: 7 },
  { priceMinCents: 10_000, priceMaxCents: 12_000 },
  { verified: true, availableWithinDays: 2 },
  { field: "Genomics", verified: true, priceMaxCents: 9_000, availableWithinDays: 7 },
];

const wordsOf = (text: string) => text.split(/[\s:,]+/);
const firstWord = (text: string) => wordsOf(text)[0] ?? "";
const lastWord = (text: string) => wordsOf(text).at(-1) ?? "";
const longestWord = (text: string) =>
  wordsOf(text).reduce((longest, word) => (word.length > longest.length ? word : longest), "");

/** Three words of a title, not in a row. */
const someWords = (title: string) =>
  wordsOf(title)
    .filter((word) => word.length > 3)
    .filter((_, at) => at % 2 === 0)
    .slice(0, 3)
    .join(" ");

/** One slip in the middle: by turns a letter missing, doubled, swapped with the next, or another one. */
function oneWrong(word: string): string {
  const middle = Math.floor(word.length / 2);
  const [before, letter, next, after] = [
    word.slice(0, middle),
    word.charAt(middle),
    word.charAt(middle + 1),
    word.slice(middle + 2),
  ];
  const slips = [
    before + next + after,
    before + letter + letter + next + after,
    before + next + letter + after,
    `${before}w${next}${after}`,
  ];
  return slips[word.length % slips.length] ?? word;
}
