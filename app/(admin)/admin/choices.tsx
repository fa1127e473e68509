import Link from "next/link";

/** Which part of a list is shown, each an address of its own. */
export function Choices(props: {
  label: string;
  choices: readonly { href: string; label: string; isCurrent: boolean }[];
}) {
  return (
    <nav aria-label={props.label} className="mb-6">
      <ul className="flex flex-wrap gap-2">
        {props.choices.map(({ href, label, isCurrent }) => (
          <li key={href}>
            <Link
              href={href}
              aria-current={isCurrent ? "true" : undefined}
              className="inline-flex min-h-9 items-center rounded border border-outline px-3 text-15 hover:border-ink pointer-coarse:min-h-11 aria-[current=true]:border-accent aria-[current=true]:bg-accent-soft aria-[current=true]:font-medium"
            >
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** A list's choices by one value in its address; no value is all of it. */
export const stateChoices = (
  path: string,
  states: readonly (readonly [value: string | undefined, label: string])[],
  current: string | undefined,
  given: Record<string, string | undefined> = {},
) =>
  states.map(([value, label]) => {
    const query = new URLSearchParams(
      Object.entries({ ...given, state: value }).flatMap(([name, text]) =>
        text ? [[name, text]] : [],
      ),
    ).toString();
    return { href: query ? `${path}?${query}` : path, label, isCurrent: value === current };
  });

/** All, and each of the states that have a word. */
export const wordsOf = <State extends string>(
  states: Record<State, readonly [word: string, ...rest: unknown[]]>,
): (readonly [State | undefined, string])[] => [
  [undefined, "All"],
  ...(Object.entries(states) as [State, readonly [string]][]).map(
    ([state, [word]]) => [state, word] as const,
  ),
];
