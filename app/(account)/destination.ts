import { headers } from "next/headers";
import { safeReturnTo } from "@/lib/auth/return-to";
import { env } from "@/lib/platform/env";

/** Where a reader lands who came from nowhere in particular. */
export const HOME = "/sessions";

export type Search = Promise<Record<string, string | string[] | undefined>>;

/** The parameters of the account pages, each one text or null. */
export async function readSearch(search: Search) {
  const { return_to, token, error, confirmed, orcid } = await search;
  return {
    returnTo: safeReturnTo(return_to),
    token: text(token),
    error: text(error),
    orcid: text(orcid),
    confirmed: text(confirmed) !== null,
  };
}

const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : null);

const WORTH_RETURNING = /^\/(researchers|papers|book)\b/;

/** The page on which "Sign in" was pressed, when it is one to go on from: a search, a profile, a time. */
export async function cameFrom(): Promise<string | null> {
  const referer = (await headers()).get("referer");
  if (!referer || !URL.canParse(referer)) return null;
  const { origin, pathname, search } = new URL(referer);
  if (origin !== new URL(env().APP_URL).origin || !WORTH_RETURNING.test(pathname)) return null;
  return safeReturnTo(pathname + search);
}
