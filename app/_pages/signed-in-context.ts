import { redirect } from "next/navigation";
import { pageContext } from "@/lib/auth/current-context";
import { withReturnTo } from "@/lib/auth/return-to";
import type { Ctx, UserActor } from "@/lib/platform/context";

export type SignedInCtx = Ctx & { actor: UserActor };

/** The context of a page for signed-in users; others sign in first and come back. */
export async function signedInContext(path: string): Promise<SignedInCtx> {
  const { actor, ...ctx } = await pageContext();
  if (actor.kind !== "user") redirect(withReturnTo("/sign-in", path));
  return { ...ctx, actor };
}
