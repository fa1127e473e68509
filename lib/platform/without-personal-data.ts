/** What others' error messages quote, and no log, alert or mail to the operator may hold. */
const QUOTED: readonly [RegExp, string][] = [
  // JSON.parse shows the text that it could not read, or of a long one what is around the place.
  [/(Unexpected token .*?, )?(\.{3})?".*"(\.{3})?(?= is not valid JSON)/gs, "the text"],
  [/[^\s"'<>()[\],;:=]+@[^\s"'<>()[\],;:]+/g, "[address]"],
  [/\beyJ[\w-]+(\.[\w-]+){2,4}/g, "[token]"],
  [/\b(sk|pk|rk|re|whsec)_[\w-]{8,}/g, "[key]"],
  [/_secret_\w+/g, "_secret_[key]"],
  [/(?<=(?:https?:\/\/|\/)[^\s?"']*)\?[^\s"')]+/g, "?[query]"],
];

const MAX_LENGTH = 4_000;

/** A message of unknown origin without addresses, tokens, keys and query strings, cut where it is long. */
export function withoutPersonalData(text: string): string {
  const start = text.slice(0, MAX_LENGTH);
  return QUOTED.reduce((kept, [pattern, word]) => kept.replace(pattern, word), start);
}
