import { NextResponse } from "next/server";
import type { OrcidFlow } from "@/lib/auth/orcid/flow";
import { withReturnTo } from "@/lib/auth/return-to";
import { env } from "@/lib/platform/env";

/** Back to the page that the visit to ORCID began on, which says how it went. */
export function answerOrcid(
  purpose: OrcidFlow["purpose"],
  outcome: string,
  returnTo: string | null,
): Response {
  const page =
    purpose === "connect"
      ? `/dashboard/verification?orcid=${outcome}`
      : withReturnTo(`/sign-in?orcid=${outcome}`, returnTo);
  return NextResponse.redirect(new URL(page, env().APP_URL), 303);
}
