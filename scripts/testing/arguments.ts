export const parts = ["static", "unit", "build", "http", "e2e"] as const;
export type Part = (typeof parts)[number];

export type Wish = { only: Part | undefined; pattern: string | undefined };

/** Reads `[--only <part>] [pattern]`; throws with the usage when it is something else. */
export function readArguments(args: readonly string[]): Wish {
  const [flag, value, pattern, ...rest] = args;
  if (flag === undefined) return { only: undefined, pattern: undefined };
  const only = parts.find((part) => part === value);
  if (flag !== "--only" || !only || rest.length > 0) {
    throw new Error(`Usage: npm test -- [--only ${parts.join("|")} [pattern]]`);
  }
  return { only, pattern };
}
