import { notFound, redirect } from "next/navigation";
import { withReturnTo } from "@/lib/auth/return-to";
import type { Ctx, UserActor } from "@/lib/platform/context";
import { signedInContext } from "./signed-in-context";

export type ResearcherCtx = Ctx & { actor: UserActor & { researcherId: string } };

/**
 * The context of a page of the dashboard. Whoever is signed out signs in first, whoever has not
 * confirmed their address does so, and both come back to `path`; without a profile there is no page.
 */
export async function researcherContext(path: string): Promise<ResearcherCtx> {
  const { actor, ...ctx } = await signedInContext(path);
  if (actor.researcherId === null) notFound();
  if (!actor.emailVerified) redirect(withReturnTo("/verify-email", path));
  return { ...ctx, actor: { ...actor, researcherId: actor.researcherId } };
}
