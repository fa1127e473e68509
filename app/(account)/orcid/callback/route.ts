import { NextResponse } from "next/server";
import { startBrowserSession } from "@/lib/auth/browser-session";
import { pageContext } from "@/lib/auth/current-context";
import { finishOrcid, type OrcidFlow } from "@/lib/auth/orcid/flow";
import { takeOrcidFlow } from "@/lib/auth/orcid/flow-cookie";
import { signInWithOrcid } from "@/lib/auth/sign-in-with-orcid";
import type { Ctx } from "@/lib/platform/context";
import { env } from "@/lib/platform/env";
import { DomainError } from "@/lib/platform/errors";
import { connectOrcid } from "@/lib/verification/connect-orcid";
import { HOME } from "../../destination";
import { answerOrcid } from "../answer";

/** Where ORCID leads back to. Only in the browser that left from here, and one time. */
export async function GET(request: Request): Promise<Response> {
  const flow = await takeOrcidFlow();
  if (!flow) return answerOrcid("sign_in", "expired", null);
  const answer = await finishOrcid(flow, new URL(request.url).search);
  if ("problem" in answer) return answerOrcid(flow.purpose, answer.problem, flow.returnTo);
  const ctx = await pageContext();
  return flow.purpose === "connect"
    ? answerOrcid("connect", await connect(ctx, flow, answer.orcid), null)
    : signIn(ctx, flow, answer.orcid);
}

async function signIn(ctx: Ctx, { returnTo }: OrcidFlow, orcid: string): Promise<Response> {
  const user = await signInWithOrcid(ctx, orcid);
  if (!user) return answerOrcid("sign_in", "unknown", returnTo);
  await startBrowserSession(user);
  return NextResponse.redirect(new URL(returnTo ?? HOME, env().APP_URL), 303);
}

async function connect(ctx: Ctx, { userId }: OrcidFlow, orcid: string): Promise<string> {
  if (ctx.actor.kind !== "user" || ctx.actor.id !== userId) return "other-account";
  try {
    return await connectOrcid(ctx, { orcid });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return error.code.toLowerCase().replaceAll("_", "-");
  }
}
