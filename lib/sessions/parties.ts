import { requireUser } from "@/lib/auth/actor";
import type { Actor, UserActor } from "@/lib/platform/context";
import { DomainError, notFound } from "@/lib/platform/errors";
import type { Session } from "./states";

export type Party = { user: UserActor; role: "reader" | "researcher" };

/** Which side of a session the actor is on. To anyone else the session does not exist. */
export function requireParty(actor: Actor, session: Session): Party {
  const user = requireUser(actor);
  if (session.readerId === user.id) return { user, role: "reader" };
  if (user.researcherId === session.researcherId) return { user, role: "researcher" };
  throw notFound("Session");
}

/** Whether somebody took part in a session, on either side. */
export const isParty = (user: UserActor, session: Pick<Session, "readerId" | "researcherId">) =>
  session.readerId === user.id || session.researcherId === user.researcherId;

/** Refuses everyone but the session's researcher; its reader hears that it is not theirs to do. */
export function requireSessionResearcher(actor: Actor, session: Session): UserActor {
  const { user, role } = requireParty(actor, session);
  if (role === "researcher") return user;
  throw new DomainError("FORBIDDEN", "Only the researcher can do this");
}

/** Refuses everyone but the session's reader. */
export function requireSessionReader(actor: Actor, session: Session): UserActor {
  const { user, role } = requireParty(actor, session);
  if (role === "reader") return user;
  throw new DomainError("FORBIDDEN", "Only the reader who booked this session can do this");
}
