import type { NextRequest } from "next/server";
import { NextResponse } from "next/server";
import { newNonce, POLICY_HEADER, pagePolicy } from "@/app/_pages/page-policy";
import { sharedPage } from "@/app/_pages/shared-page";
import { failure } from "@/lib/api/respond";
import { env } from "@/lib/platform/env";
import { isOwnRequest } from "@/lib/platform/own-request";

/**
 * Addresses whose percent signs make no text are refused here, because Next answers them with a
 * bare 500 before any page or route of ours is asked. Public pages are answered here as long as one
 * rendering may serve for many visitors; all others get a policy with a nonce, which Next reads from
 * the request and writes on its scripts.
 */
export async function proxy(request: NextRequest): Promise<Response> {
  const { pathname } = new URL(request.url);
  try {
    decodeURIComponent(pathname);
  } catch {
    const message = "This address cannot be read: its percent signs do not spell letters";
    if (pathname.startsWith("/api/")) return failure(400, "INVALID_INPUT", message);
    return new Response(`${message}.\n`, { status: 400 });
  }
  if (pathname.startsWith("/api/")) return NextResponse.next();
  if (isOwnRequest((name) => request.headers.get(name))) return pageOfItsOwn(request);
  const page = await sharedPage(request);
  return page
    ? new Response(page.body, { status: page.status, headers: page.headers })
    : pageOfItsOwn(request);
}

function pageOfItsOwn(request: NextRequest): Response {
  const policy = pagePolicy(newNonce(), env(), process.env.NODE_ENV === "development");
  const headers = new Headers(request.headers);
  headers.set(POLICY_HEADER, policy);
  return NextResponse.next({ request: { headers }, headers: { [POLICY_HEADER]: policy } });
}

export const config = {
  matcher: [
    "/(.*%.*)",
    {
      source: "/((?!api/|_next/|avatars/).*)",
      // What scripts of ours ask for is read by them and shown by no browser as a page.
      missing: [
        { type: "header", key: "rsc" },
        { type: "header", key: "next-action" },
      ],
    },
  ],
};
