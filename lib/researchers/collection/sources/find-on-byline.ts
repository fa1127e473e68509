import type { BylineRecord, WorkRecord } from "@/lib/scholarly/records";
import { compareNames, nameWords } from "../matching/compare-names";

export type OnByline = { work: WorkRecord; author: BylineRecord };

/** The same title, however it is written; not a longer or a shorter one. */
const isTitle = (one: string, other: string) =>
  nameWords(one).join(" ") === nameWords(other).join(" ");

/**
 * The paper of this title on whose byline somebody of this name stands, and who that is. Of several
 * who could be meant the one whose name is written the same counts; when that is nobody, or two, none
 * is guessed.
 */
export function findOnByline(
  works: readonly WorkRecord[],
  { title, name }: { title: string; name: string },
): OnByline | null {
  for (const work of works) {
    if (!isTitle(work.title, title)) continue;
    const author = pickAuthor(work.byline, name);
    if (author) return { work, author };
  }
  return null;
}

function pickAuthor(byline: readonly BylineRecord[], name: string): BylineRecord | null {
  const possible = byline.filter((author) => compareNames(author.name, name));
  const written = possible.filter((author) => compareNames(author.name, name) === "equal");
  const [only, ...others] = written.length > 0 ? written : possible;
  return only && others.length === 0 ? only : null;
}
