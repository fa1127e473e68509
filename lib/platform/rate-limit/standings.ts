import type { Standing } from "./take-points";

const standings = new WeakMap<Request, Standing[]>();

/** Keeps what a request was counted against, for the headers of its answer. */
export function noteStanding(request: Request, standing: Standing): void {
  standings.set(request, [...(standings.get(request) ?? []), standing]);
}

/**
 * `RateLimit-Policy` and `RateLimit` as structured fields (draft-ietf-httpapi-ratelimit-headers):
 * quota and window in seconds, what is left and the seconds until it starts again, by policy.
 */
export function rateLimitHeaders(request: Request): Record<string, string> {
  // Counted side by side, they come in any order.
  const all = standings.get(request)?.toSorted((a, b) => a.policy.localeCompare(b.policy));
  if (!all) return {};
  const list = (write: (standing: Standing) => string) => all.map(write).join(", ");
  return {
    "ratelimit-policy": list(
      ({ policy, limit, windowSeconds }) => `"${policy}";q=${limit};w=${windowSeconds}`,
    ),
    ratelimit: list(
      ({ policy, remaining, resetSeconds }) => `"${policy}";r=${remaining};t=${resetSeconds}`,
    ),
  };
}
