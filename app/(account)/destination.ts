import { safeReturnTo } from "@/lib/auth/return-to";

/** Where a reader lands who came from nowhere in particular. */
export const HOME = "/sessions";

export type Search = Promise<Record<string, string | string[] | undefined>>;

/** The parameters of the account pages, each one text or null. */
export async function readSearch(search: Search) {
  const { return_to, token, error, confirmed } = await search;
  return {
    returnTo: safeReturnTo(return_to),
    token: text(token),
    error: text(error),
    confirmed: text(confirmed) !== null,
  };
}

const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : null);
