import type { NextRequest } from "next/server";
import { NextResponse } from "next/server";
import { tooManyPages } from "@/app/_pages/page-limit";
import { newNonce, POLICY_HEADER, pagePolicy } from "@/app/_pages/page-policy";
import { isAtHand, sharedPage, sharedVisit } from "@/app/_pages/shared-page";
import { failure } from "@/lib/api/respond";
import { env } from "@/lib/platform/env";
import { isOwnRequest } from "@/lib/platform/own-request";

/**
 * Addresses whose percent signs make no text are refused here, because Next answers them with a
 * bare 500 before any page or route of ours is asked. Public pages are answered here as long as one
 * rendering may serve for many visitors; what has to be rendered is counted, and gets a policy with a
 * nonce, which Next reads from the request and writes on its scripts.
 */
export async function proxy(request: NextRequest): Promise<Response> {
  const { pathname } = new URL(request.url);
  try {
    decodeURIComponent(pathname);
  } catch {
    const problem = "cannot be read: its percent signs do not spell letters";
    const message = `This address ${problem}`;
    if (pathname.startsWith("/api/"))
      return failure(400, "INVALID_INPUT", message, { fields: { path: problem } });
    return new Response(`${message}.\n`, { status: 400 });
  }
  if (pathname.startsWith("/api/")) return NextResponse.next();
  if (isOwnRequest((name) => request.headers.get(name))) return withPolicy(request);
  const visit = sharedVisit(request);
  const refusal = isAtHand(visit) ? null : await tooManyPages(request);
  if (refusal) return refusal;
  const page = visit && (await sharedPage(visit));
  if (page) return new Response(page.body, { status: page.status, headers: page.headers });
  return isForScript(request) ? NextResponse.next() : withPolicy(request);
}

function withPolicy(request: NextRequest): Response {
  const policy = pagePolicy(newNonce(), env(), process.env.NODE_ENV === "development");
  const headers = new Headers(request.headers);
  headers.set(POLICY_HEADER, policy);
  return NextResponse.next({ request: { headers }, headers: { [POLICY_HEADER]: policy } });
}

/**
 * Whether a script of ours fetches what it will show itself. It is to get no nonce: the page that it
 * shows it on has another one. Next hides from here the headers by which it tells such requests.
 */
function isForScript({ headers }: NextRequest): boolean {
  const use = headers.get("sec-fetch-dest");
  return use ? use === "empty" : !headers.get("accept")?.includes("text/html");
}

// Links that come into view are fetched ahead, which renders nothing: all but what has both of these headers.
export const config = {
  matcher: [
    "/(.*%.*)",
    { source: "/((?!api/|_next/|avatars/).*)", missing: [{ type: "header", key: "rsc" }] },
    {
      source: "/((?!api/|_next/|avatars/).*)",
      missing: [{ type: "header", key: "next-router-prefetch", value: "1" }],
    },
  ],
};
