import { notFound, redirect } from "next/navigation";
import { pageContext } from "@/lib/auth/current-context";
import { withReturnTo } from "@/lib/auth/return-to";
import type { Ctx, UserActor } from "@/lib/platform/context";
import { DomainError } from "@/lib/platform/errors";
import { getSession } from "@/lib/sessions/read-sessions";
import { SessionId } from "@/lib/sessions/session-id";
import type { SessionDetail } from "@/lib/sessions/session-view";

export type OwnSession = {
  ctx: Ctx & { actor: UserActor };
  session: SessionDetail & { role: "reader" | "researcher" };
};

/**
 * The session of a page's address, for one of its parties. Strangers get the page for addresses
 * that lead nowhere; whoever is signed out signs in first and comes back to `path`.
 */
export async function ownSession(sessionId: string, path: string): Promise<OwnSession> {
  const { actor, ...ctx } = await pageContext();
  if (!SessionId.safeParse({ sessionId }).success) notFound();
  if (actor.kind !== "user") redirect(withReturnTo("/sign-in", path));
  try {
    return { ctx: { ...ctx, actor }, session: await getSession({ ...ctx, actor }, { sessionId }) };
  } catch (error) {
    if (error instanceof DomainError && error.code === "NOT_FOUND") notFound();
    throw error;
  }
}
