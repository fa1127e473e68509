import type { Context, MiddlewareHandler } from "hono";
import { Hono } from "hono";
import { z } from "zod";
import { readJson } from "../read-json";

/** Each scholarly source with the prefix of its paths; the names are the fault switch's services. */
export const scholarlyPrefixes = {
  openalex: "/openalex/",
  crossref: "/crossref/",
  semantic_scholar: "/semantic-scholar/",
  orcid: "/orcid/v3.0/",
  ror: "/ror/",
  arxiv: "/arxiv/",
} as const;

type Source = keyof typeof scholarlyPrefixes;
const sources = Object.keys(scholarlyPrefixes) as [Source, ...Source[]];

/** Which source a path belongs to, if any. */
export const scholarlySourceOf = (path: string): Source | undefined =>
  sources.find((source) => path.startsWith(scholarlyPrefixes[source]));

const MOST_KEPT = 20_000;

type Kept = { source: Source; path: string; query: string; at: string; status: number | null };

const LimitInput = z.strictObject({
  source: z.enum(sources),
  requests: z.int().min(1).max(1_000),
  seconds: z.int().min(1).max(600),
});
type Limit = z.infer<typeof LimitInput>;

export type ScholarlyRequests = { record: MiddlewareHandler; controls: Hono };

/**
 * Notes every request to a source, whatever becomes of it, and refuses those above a limit with 429.
 * Kept in memory only: a restart forgets both.
 */
export function scholarlyRequests(clock: () => Date): ScholarlyRequests {
  let kept: Kept[] = [];
  const limits = new Map<Source, Limit>();

  const record: MiddlewareHandler = async (c, next) => {
    const source = scholarlySourceOf(c.req.path);
    if (!source) return next();
    const { search, searchParams } = new URL(c.req.url);
    const now = clock();
    const wait = waitFor(limits.get(source), now);
    const query = searchParams.size > 0 ? decodeURIComponent(search.slice(1)) : "";
    const entry: Kept = { source, path: c.req.path, query, at: now.toISOString(), status: null };
    kept.push(entry);
    if (kept.length > MOST_KEPT) kept = kept.slice(-MOST_KEPT / 2);
    if (wait > 0) {
      entry.status = 429;
      return refuse(c, wait);
    }
    await next();
    entry.status = c.res?.status ?? null;
    return undefined;
  };

  /** How many seconds a request comes too early; those that were refused do not count against it. */
  function waitFor(limit: Limit | undefined, now: Date): number {
    if (!limit) return 0;
    const since = now.getTime() - limit.seconds * 1000;
    const counted = kept
      .filter(({ source, status }) => source === limit.source && status !== 429)
      .map(({ at }) => Date.parse(at))
      .filter((at) => at > since);
    const oldest = counted.at(-limit.requests);
    return oldest === undefined ? 0 : Math.ceil((oldest - since) / 1000);
  }

  const controls = new Hono();
  controls.get("/_sandbox/scholarly/requests", (c) => {
    const { source, contains = "", since = "" } = c.req.query();
    const data = kept.filter(
      (entry) =>
        (source === undefined || entry.source === source) &&
        `${entry.path}?${entry.query}`.includes(contains) &&
        entry.at >= since,
    );
    return c.json({ count: data.length, data });
  });
  controls.delete("/_sandbox/scholarly/requests", (c) => {
    const forgotten = kept.length;
    kept = [];
    return c.json({ forgotten });
  });
  controls.put("/_sandbox/scholarly/limits", async (c) => {
    const input = await readJson(c.req.raw, LimitInput);
    if ("errors" in input) return c.json(input, 400);
    limits.set(input.value.source, input.value);
    return c.json(input.value);
  });
  controls.delete("/_sandbox/scholarly/limits", (c) => {
    const cleared = limits.size;
    limits.clear();
    return c.json({ cleared });
  });
  return { record, controls };
}

function refuse(c: Context, seconds: number): Response {
  c.header("Retry-After", String(seconds));
  return c.json({ message: "Too many requests" }, 429);
}
