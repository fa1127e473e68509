import type { NextRequest } from "next/server";
import { limitCaller } from "@/lib/auth/limit-caller";
import { decodeSessionToken, sessionCookie } from "@/lib/auth/session-token";
import { describeError, log } from "@/lib/platform/log";
import { RateLimited } from "@/lib/platform/rate-limit/take-points";

/**
 * Counts a page that is to be rendered for somebody who is not signed in. Returns what to answer
 * instead when their address has had too many of late, else null.
 */
export async function tooManyPages(request: NextRequest): Promise<Response | null> {
  if (request.method !== "GET" && request.method !== "HEAD") return null;
  if (await decodeSessionToken(request.cookies.get(sessionCookie().name)?.value)) return null;
  try {
    await limitCaller(request, "page");
    return null;
  } catch (error) {
    if (error instanceof RateLimited) return refusal(error.standing.resetSeconds);
    // Whatever keeps a page from being counted is for the page itself to show.
    log.warn(describeError(error), "page not counted");
    return null;
  }
}

/** A page that leans on nothing: its policy lets it load and run nothing. */
function refusal(waitSeconds: number): Response {
  const seconds = waitSeconds === 1 ? "a second" : `${waitSeconds} seconds`;
  const body = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Too many pages at once \u00b7 Colloquy</title>
<main>
<h1>Too many pages at once</h1>
<p>Your network has asked for more pages within a minute than we can make. Please load this page again in ${seconds}.</p>
<p>Programs are welcome to our <a href="/docs/api">API</a>.</p>
</main>
</html>
`;
  return new Response(body, {
    status: 429,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "private, no-store",
      "retry-after": String(waitSeconds),
    },
  });
}
