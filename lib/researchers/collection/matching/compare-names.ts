/** How far two written names agree: the same words, the same words in another order, or as far as initials go. */
export type NameAgreement = "equal" | "reordered" | "initials";

/** The words of a name without accents, signs and case; "Smith, John" is read as "John Smith". */
export function nameWords(name: string): string[] {
  const [family = "", given, ...rest] = name.split(",");
  const straight = given !== undefined && rest.length === 0 ? `${given} ${family}` : name;
  return straight
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/['’ʼ`]/gu, "")
    .toLocaleLowerCase("en")
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

/** Null when the names cannot be one person's as they are written. A name of one word agrees with itself only. */
export function compareNames(one: string, other: string): NameAgreement | null {
  const a = nameWords(one);
  const b = nameWords(other);
  if (a.length === 0 || b.length === 0) return null;
  // The same initials can be anybody's.
  if (a.join(" ") === b.join(" ")) return a.length > 1 && a[0]?.length === 1 ? "initials" : "equal";
  if (a.toSorted().join(" ") === b.toSorted().join(" ")) return "reordered";
  return a.length > 1 && b.length > 1 && a.at(-1) === b.at(-1) && givenNamesAgree(a, b)
    ? "initials"
    : null;
}

/** First names must agree at least by initial; each further one of the shorter name must be in the longer, in order. */
function givenNamesAgree(a: string[], b: string[]): boolean {
  const [short = [], long = []] = [a.slice(0, -1), b.slice(0, -1)].toSorted(
    (one, other) => one.length - other.length,
  );
  let at = 0;
  return short.every((word, place) => {
    const found = long.findIndex(
      (other, index) => index >= at && (place > 0 || index === 0) && wordsAgree(word, other),
    );
    at = found + 1;
    return found >= 0;
  });
}

const wordsAgree = (a: string, b: string) =>
  a === b || (a.length === 1 && b.startsWith(a)) || (b.length === 1 && a.startsWith(b));

const rank = { equal: 0, reordered: 1, initials: 2 } satisfies Record<NameAgreement, number>;

/** Whether the first name is written out. */
const isWrittenOut = (name: string) => (nameWords(name)[0]?.length ?? 0) > 1;

/**
 * The best agreement between any two spellings, with the two that agree. Where both have a name that
 * is written out, only those count: that Anders and Astrid share an initial says nothing.
 */
export function closestNames(ones: readonly string[], others: readonly string[]) {
  const [full, othersFull] = [ones.filter(isWrittenOut), others.filter(isWrittenOut)];
  const [left, right] =
    full.length > 0 && othersFull.length > 0 ? [full, othersFull] : [ones, others];
  let best: { agreement: NameAgreement; one: string; other: string } | null = null;
  for (const one of left) {
    for (const other of right) {
      const agreement = compareNames(one, other);
      if (agreement && (!best || rank[agreement] < rank[best.agreement]))
        best = { agreement, one, other };
    }
  }
  return best;
}
