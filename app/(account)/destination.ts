import { redirect } from "next/navigation";
import { pageContext } from "@/lib/auth/current-context";
import { safeReturnTo, withReturnTo } from "@/lib/auth/return-to";
import type { Ctx, UserActor } from "@/lib/platform/context";

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

/** The context of a page for signed-in users; others sign in first and come back. */
export async function signedInContext(path: string): Promise<Ctx & { actor: UserActor }> {
  const { actor, ...ctx } = await pageContext();
  if (actor.kind !== "user") redirect(withReturnTo("/sign-in", path));
  return { ...ctx, actor };
}
