import { requireResearcher, requireUser, requireVerified } from "@/lib/auth/actor";
import { requestContext } from "@/lib/auth/current-context";
import type { Ctx } from "@/lib/platform/context";

/** The context of a request by anyone signed in. */
export async function userContext(request: Request): Promise<Ctx> {
  const ctx = await requestContext(request);
  requireUser(ctx.actor);
  return ctx;
}

/** The same for what an account must have confirmed its address for: others' addresses, and lists. */
export async function verifiedContext(request: Request): Promise<Ctx> {
  const ctx = await requestContext(request);
  requireVerified(ctx.actor);
  return ctx;
}

/** The same for the owner of a profile: what lies below `researchers/me`. */
export async function ownerContext(request: Request): Promise<Ctx> {
  const ctx = await verifiedContext(request);
  requireResearcher(ctx.actor);
  return ctx;
}
