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

/** The same for pages that ask for a confirmed address; others confirm it first and come back. */
export async function verifiedPageContext(path: string): Promise<SignedInCtx> {
  const ctx = await signedInContext(path);
  if (!ctx.actor.emailVerified) redirect(withReturnTo("/verify-email", path));
  return ctx;
}
