/** A list's choices by one value in its address; no value is all of it. */
export const stateChoices = (
  path: string,
  states: readonly (readonly [value: string | undefined, label: string])[],
  current: string | undefined,
) =>
  states.map(([value, label]) => ({
    href: value ? `${path}?state=${value}` : path,
    label,
    isCurrent: value === current,
  }));

/** All, and each of the states that have a word. */
export const wordsOf = <State extends string>(
  states: Record<State, readonly [word: string, ...rest: unknown[]]>,
): (readonly [State | undefined, string])[] => [
  [undefined, "All"],
  ...(Object.entries(states) as [State, readonly [string]][]).map(
    ([state, [word]]) => [state, word] as const,
  ),
];
