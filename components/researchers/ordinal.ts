const rules = new Intl.PluralRules("en", { type: "ordinal" });
const endings: Record<string, string> = { one: "st", two: "nd", few: "rd" };

/** 1st, 2nd, 3rd, 11th */
export const ordinal = (number: number) => `${number}${endings[rules.select(number)] ?? "th"}`;

/** "first of 5 authors", "sole author" */
export function placeAmong(position: number, authors: number): string {
  if (authors <= 1) return "sole author";
  if (position === 1) return `first of ${authors} authors`;
  return position === authors
    ? `last of ${authors} authors`
    : `${ordinal(position)} of ${authors} authors`;
}
