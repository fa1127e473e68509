import type { NextRequest } from "next/server";
import { ZONE_COOKIE } from "@/components/site/reader-zone";
import { THEME_COOKIE, themeOf } from "@/components/site/theme";
import { ownRequest } from "@/lib/platform/own-request";
import { PageCache, type RenderedPage } from "@/lib/platform/page-cache";
import { isTimeZone } from "@/lib/platform/time";
import { newNonce, nonceIn, POLICY_HEADER } from "./page-policy";

/** Pages that are the same for everybody who is not signed in, and change nothing by being looked at. */
const PUBLIC = /^\/((researchers(\/[^/]+)?|papers\/[^/]+))?$/;
const PATIENCE_MS = 10_000;
const MAX_ADDRESS = 300;
const KEPT_HEADERS = ["cache-control", "content-type", "link", "vary", POLICY_HEADER];

/** What a page shows depends on these alone: nobody is signed in. */
type Visit = { address: string; theme: string; zone: string | undefined };

const pages = new PageCache(
  (key) => render(JSON.parse(key)),
  () => performance.now(),
);

/**
 * The page as it is for everybody who is not signed in, at most two seconds old; null when it cannot be
 * shared. It is rendered by asking this server once more, without any cookie but the
 * visitor's zone and theme, so that what is kept can hold nothing that is somebody's own.
 */
export async function sharedPage(visit: Visit): Promise<RenderedPage | null> {
  // In development each change is to be seen at once; without a port there is no server to ask.
  if (process.env.NODE_ENV !== "production" || !process.env.PORT) return null;
  const page = await pages.get(keyOf(visit)).catch(() => null);
  return page && (page.status === 200 || page.status === 404) ? withFreshNonce(page) : null;
}

/** What two visitors share they could tell each other: each answer gets a nonce of its own, and the rendering's leaves with none. */
export function withFreshNonce({ status, headers, body }: RenderedPage): RenderedPage {
  const before = nonceIn(headers[POLICY_HEADER] ?? null);
  if (!before) throw new Error("a page was rendered without a nonce");
  const nonce = newNonce();
  const renewed = Object.entries(headers).map(([name, value]) => [
    name,
    value.replaceAll(before, nonce),
  ]);
  return { status, headers: Object.fromEntries(renewed), body: body.replaceAll(before, nonce) };
}

/** Whether a visit costs no rendering. */
export const isAtHand = (visit: Visit | null): boolean =>
  visit !== null && pages.isFresh(keyOf(visit));

const keyOf = ({ address, theme, zone }: Visit) => JSON.stringify({ address, theme, zone });

/** The visit that a request makes, or null when its page may be one of its own. */
export function sharedVisit(request: NextRequest): Visit | null {
  // Navigations within the site and prefetches ask for other things than HTML.
  if (request.method !== "GET" || !request.headers.get("accept")?.includes("text/html"))
    return null;
  const others = request.cookies
    .getAll()
    .filter(({ name }) => name !== THEME_COOKIE && name !== ZONE_COOKIE);
  if (others.length > 0) return null;
  const { pathname, search } = new URL(request.url);
  const address = pathname + search;
  if (!PUBLIC.test(pathname) || address.length > MAX_ADDRESS) return null;
  const zone = request.cookies.get(ZONE_COOKIE)?.value;
  return {
    address,
    theme: themeOf(request.cookies.get(THEME_COOKIE)?.value),
    zone: zone && isTimeZone(zone) ? zone : undefined,
  };
}

async function render({ address, theme, zone }: Visit): Promise<RenderedPage> {
  const cookies = [`${THEME_COOKIE}=${theme}`, ...(zone ? [`${ZONE_COOKIE}=${zone}`] : [])];
  const response = await fetch(`http://127.0.0.1:${process.env.PORT}${address}`, {
    headers: {
      ...ownRequest,
      accept: "text/html",
      "accept-encoding": "identity",
      cookie: cookies.join("; "),
    },
    redirect: "manual",
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  const headers = KEPT_HEADERS.flatMap((name) => {
    const value = response.headers.get(name);
    return value === null ? [] : [[name, value]];
  });
  return {
    status: response.status,
    headers: Object.fromEntries(headers),
    body: await response.text(),
  };
}
