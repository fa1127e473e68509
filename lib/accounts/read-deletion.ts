import { requireUser } from "@/lib/auth/actor";
import { findAccount } from "@/lib/auth/find-account";
import { findCurrent } from "@/lib/membership/find-subscription";
import { isLive } from "@/lib/membership/states";
import type { Ctx } from "@/lib/platform/context";
import { listUnsettled, type Obstacle, obstaclesOf } from "./obstacles";
import { listOwnSessions } from "./own-sessions";

export type Deletion = {
  /** What only time or the actor can settle. */
  obstacles: Obstacle[];
  /** Sessions to come that are canceled with the account; holds are let go of. */
  canceled: { id: string; withName: string; startsAt: Date; isRequest: boolean; path: string }[];
  hasPassword: boolean;
  isMember: boolean;
};

/** For the page that asks before it deletes: what would happen, and what is in the way. */
export async function readDeletion(ctx: Ctx): Promise<Deletion> {
  const actor = requireUser(ctx.actor);
  const own = await listOwnSessions(ctx.db, actor, ctx.now);
  const canGo = own.filter(({ standing }) => standing === "cancelable" || standing === "hold");
  const membership = await findCurrent(ctx.db, actor.id);
  return {
    obstacles: [
      ...obstaclesOf(own.filter((each) => !canGo.includes(each))),
      ...(await listUnsettled(ctx.db, actor)),
    ],
    canceled: canGo
      .filter(({ standing }) => standing === "cancelable")
      .map(({ session, withName, path }) => ({
        id: session.id,
        withName,
        startsAt: session.startsAt,
        isRequest: session.state === "requested",
        path,
      })),
    hasPassword: (await findAccount(ctx)).hasPassword,
    isMember: membership !== undefined && isLive(membership.state),
  };
}
