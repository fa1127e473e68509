import type { Actor, UserActor } from "@/lib/platform/context";
import { DomainError } from "@/lib/platform/errors";

/** Anyone signed in, also with an address that is not confirmed yet. */
export function requireUser(actor: Actor): UserActor {
  if (actor.kind !== "user") throw new DomainError("UNAUTHENTICATED", "Sign in to do this");
  return actor;
}

/** A user whose address is confirmed: for all but one's own checkout and session. */
export function requireVerified(actor: Actor): UserActor {
  const user = requireUser(actor);
  if (!user.emailVerified)
    throw new DomainError("EMAIL_UNVERIFIED", "Confirm your e-mail address to do this");
  return user;
}

/** The owner of a researcher's profile. */
export function requireResearcher(actor: Actor): UserActor & { researcherId: string } {
  const user = requireUser(actor);
  if (user.researcherId === null)
    throw new DomainError("FORBIDDEN", "Only researchers on Colloquy can do this");
  return { ...user, researcherId: user.researcherId };
}

export function requireAdmin(actor: Actor): UserActor {
  const user = requireUser(actor);
  if (!user.isAdmin) throw new DomainError("FORBIDDEN", "Only administrators can do this");
  return user;
}
