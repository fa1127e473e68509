import { NextResponse } from "next/server";
import { pageContext } from "@/lib/auth/current-context";
import { limitVisitor } from "@/lib/auth/limit-caller";
import { beginOrcid } from "@/lib/auth/orcid/flow";
import { keepOrcidFlow } from "@/lib/auth/orcid/flow-cookie";
import { safeReturnTo } from "@/lib/auth/return-to";
import { DomainError } from "@/lib/platform/errors";
import { answerOrcid } from "../answer";

/** Leads to ORCID. Only from our own pages: another site must not begin a sign-in here. */
export async function GET(request: Request): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const { actor } = await pageContext();
  const returnTo = safeReturnTo(searchParams.get("return_to"));
  const purpose = searchParams.get("for") === "connect" ? "connect" : "sign_in";
  const answer = (outcome: string) => answerOrcid(purpose, outcome, returnTo);
  if (request.headers.get("sec-fetch-site") === "cross-site") return answer("elsewhere");
  if (purpose === "connect" && actor.kind !== "user") return answer("signed-out");
  try {
    await limitVisitor("sign-in");
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return answer("too-many");
  }
  const userId = actor.kind === "user" ? actor.id : null;
  const begun = await beginOrcid({ purpose, userId, returnTo });
  if (!begun) return answer("unavailable");
  await keepOrcidFlow(begun.flow);
  return NextResponse.redirect(begun.url, 303);
}
