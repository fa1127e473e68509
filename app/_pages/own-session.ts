import { notFound } from "next/navigation";
import { DomainError } from "@/lib/platform/errors";
import { getSession } from "@/lib/sessions/read-sessions";
import { SessionId } from "@/lib/sessions/session-id";
import type { SessionDetail } from "@/lib/sessions/session-view";
import { type SignedInCtx, signedInContext } from "./signed-in-context";

export type OwnSession = {
  ctx: SignedInCtx;
  session: SessionDetail & { role: "reader" | "researcher" };
};

/**
 * The session of a page's address, for one of its parties. Strangers get the page for addresses
 * that lead nowhere; whoever is signed out signs in first and comes back to `path`.
 */
export async function ownSession(sessionId: string, path: string): Promise<OwnSession> {
  if (!SessionId.safeParse({ sessionId }).success) notFound();
  const ctx = await signedInContext(path);
  try {
    return { ctx, session: await getSession(ctx, { sessionId }) };
  } catch (error) {
    if (error instanceof DomainError && error.code === "NOT_FOUND") notFound();
    throw error;
  }
}
