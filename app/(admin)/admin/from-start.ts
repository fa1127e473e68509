import { redirect } from "next/navigation";
import { DomainError } from "@/lib/platform/errors";

export type Search = Promise<Record<string, string | string[] | undefined>>;

/** What an address says once and in words, by name; what is given twice was not given. */
export async function readSearch(search: Search): Promise<Record<string, string | undefined>> {
  return Object.fromEntries(
    Object.entries(await search).map(([name, value]) => [
      name,
      typeof value === "string" ? value : undefined,
    ]),
  );
}

/** For a list's `catch`: an address that holds no place in the list leads to its beginning. */
export const fromStart = (path: string) => (error: unknown) => {
  if (error instanceof DomainError && error.code === "INVALID_INPUT") redirect(path);
  throw error;
};

/** The ways onward and back of a list, with what else its address says. */
export function pagesOf(
  path: string,
  given: Record<string, string | undefined>,
  { cursor, nextCursor }: { cursor: string | undefined; nextCursor: string | null },
) {
  const query = new URLSearchParams(
    Object.entries(given).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  );
  const address = (extra: Record<string, string> = {}) => {
    const all = new URLSearchParams([...query, ...Object.entries(extra)]).toString();
    return all ? `${path}?${all}` : path;
  };
  return {
    first: cursor ? address() : null,
    next: nextCursor && address({ cursor: nextCursor }),
  };
}
