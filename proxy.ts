import type { NextRequest } from "next/server";
import { NextResponse } from "next/server";
import { failure } from "@/lib/api/respond";

/**
 * Addresses whose percent signs make no text are refused here, because Next answers them with a
 * bare 500 before any page or route of ours is asked. All others never come this way or pass on.
 */
export function proxy(request: NextRequest): Response {
  const { pathname } = new URL(request.url);
  try {
    decodeURIComponent(pathname);
    return NextResponse.next();
  } catch {
    const message = "This address cannot be read: its percent signs do not spell letters";
    if (pathname.startsWith("/api/")) return failure(400, "INVALID_INPUT", message);
    return new Response(`${message}.\n`, { status: 400 });
  }
}

export const config = { matcher: ["/(.*%.*)"] };
