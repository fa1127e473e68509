import { notFound, redirect } from "next/navigation";
import { withReturnTo } from "@/lib/auth/return-to";
import { type SignedInCtx, signedInContext } from "./signed-in-context";

/**
 * The context of an administrators' page. Whoever is signed out signs in first, an administrator who
 * has not confirmed their address does so, and both come back to `path`; for anybody else there is no page.
 */
export async function adminContext(path: string): Promise<SignedInCtx> {
  const ctx = await signedInContext(path);
  if (!ctx.actor.isAdmin) notFound();
  if (!ctx.actor.emailVerified) redirect(withReturnTo("/verify-email", path));
  return ctx;
}
