import { requireUser } from "@/lib/auth/actor";
import type { Ctx } from "@/lib/platform/context";
import { notFound } from "@/lib/platform/errors";
import { readSession } from "../lock-session";
import { requireParty } from "../parties";
import { loadReport, type Report } from "./report";

/** The report about a session, for its two parties. Throws NOT_FOUND while there is none. */
export async function getReport(ctx: Ctx, { sessionId }: { sessionId: string }): Promise<Report> {
  requireUser(ctx.actor);
  requireParty(ctx.actor, await readSession(ctx.db, sessionId));
  const report = await loadReport(ctx, sessionId);
  if (!report) throw notFound("Report");
  return report;
}
