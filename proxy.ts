import type { NextRequest } from "next/server";
import { NextResponse } from "next/server";
import { sharedPage } from "@/app/_pages/shared-page";
import { failure } from "@/lib/api/respond";
import { isOwnRequest } from "@/lib/platform/own-request";

/**
 * Addresses whose percent signs make no text are refused here, because Next answers them with a
 * bare 500 before any page or route of ours is asked. Public pages are answered here as long as one
 * rendering may serve for many visitors. All others never come this way or pass on.
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
  if (pathname.startsWith("/api/") || isOwnRequest((name) => request.headers.get(name))) {
    return NextResponse.next();
  }
  const page = await sharedPage(request);
  return page
    ? new Response(page.body, { status: page.status, headers: page.headers })
    : NextResponse.next();
}

export const config = {
  matcher: ["/(.*%.*)", "/", "/researchers", "/researchers/:slug", "/papers/:id"],
};
