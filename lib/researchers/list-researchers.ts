import { and, eq, gt, gte, lt, lte, ne, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { researchers } from "@/db/schema/researchers";
import type { Ctx } from "@/lib/platform/context";
import { decodeCursor, encodeCursor, readCursor } from "@/lib/platform/cursor";
import { invalidInput } from "@/lib/platform/errors";
import { DAY_MS } from "@/lib/platform/time";
import {
  after,
  cursorChecks,
  type DirectorySort,
  directoryOrder,
  keysAsText,
  orderBy,
} from "./directory-order";
import { type Researcher, researcherColumns } from "./researcher";
import {
  closeMatches,
  closeTier,
  exactTier,
  holdsEveryWord,
  holdsEveryWordSwapped,
} from "./search-conditions";
import { type SearchWords, searchWords } from "./search-words";

const DEFAULT_LIMIT = 20;

export type ListResearchers = {
  query?: string;
  /** A broad field, as `listFields` names it. */
  field?: string;
  /** Hourly rate, integer cents, both inclusive. */
  priceMinCents?: number;
  priceMaxCents?: number;
  /** Only with a free time before this instant, or within this many days. */
  availableBefore?: Date;
  availableWithinDays?: number;
  verified?: boolean;
  sort?: DirectorySort;
  limit?: number;
  cursor?: string | null;
};

export type ResearcherList = {
  items: Researcher[];
  nextCursor: string | null;
  /** Of all pages. */
  total: number;
  /** How a query was answered: by its words, or by what is spelled like them. Null without a query. */
  match: "exact" | "close" | null;
};

/** From the strictest reading of a query to the loosest; the first that finds someone answers it. */
const readings = ["exact", "swapped", "similar"] as const;
type Search = { words: SearchWords; reading: (typeof readings)[number] };

/**
 * The directory: listed researchers, one page at a time. A query also finds unclaimed profiles, after
 * the listed ones; when nothing holds its words, what is spelled like them. Without a query
 * "relevance" is soonest free first. Throws INVALID_INPUT for a cursor of another list.
 */
export async function listResearchers(ctx: Ctx, input: ListResearchers): Promise<ResearcherList> {
  const { sort = "relevance", limit = DEFAULT_LIMIT } = input;
  const words = input.query?.trim() ? await searchWords(ctx, input.query) : null;
  // A query of signs only can match nothing; without this it would list everyone.
  if (input.query?.trim() && !words)
    return { items: [], nextCursor: null, total: 0, match: "exact" };
  if (!words) return readPage(ctx, input, null, sort, limit);
  // Later pages stay with the reading that the first one had.
  const resumed = input.cursor ? readCursor(input.cursor)[1] : null;
  // A word of three letters is one slip away from half the dictionary: it is taken as it stands.
  const loosest = (words.words[0]?.length ?? 0) > 3 ? readings.length : 1;
  const tried = readings.slice(0, loosest).filter((reading) => !resumed || reading === resumed);
  for (const reading of tried) {
    const list = await readPage(ctx, input, { words, reading }, sort, limit);
    if (list.total > 0 || reading === tried.at(-1)) return list;
  }
  throw invalidInput("cursor", "is not one that this list gave out");
}

async function readPage(
  ctx: Ctx,
  input: ListResearchers,
  search: Search | null,
  sort: DirectorySort,
  limit: number,
): Promise<ResearcherList> {
  const { db, now } = ctx;
  const reading = search?.reading ?? "all";
  const order = directoryOrder(sort, search && tierOf(search));
  const conditions = and(...filters(input, now), search ? found(search) : listed);
  const place = input.cursor
    ? decodeCursor(input.cursor, [z.literal(sort), z.literal(reading), ...cursorChecks(order)])
    : null;
  const close = search?.reading === "similar" ? await closeMatches(ctx, search.words) : null;

  const page = db
    .select({ ...researcherColumns, keys: keysAsText(order) })
    .from(researchers)
    .where(and(conditions, place ? after(order, place.slice(2)) : undefined))
    .orderBy(...orderBy(order))
    .limit(limit + 1)
    .$dynamic();
  const count = db
    .select({ total: sql<number>`count(*)::int` })
    .from(researchers)
    .where(conditions)
    .$dynamic();
  const joined = sql`close.id = ${researchers.id}`;
  const [rows, [counted]] = await Promise.all([
    close ? page.innerJoin(close, joined) : page,
    close ? count.innerJoin(close, joined) : count,
  ]);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows.slice(0, limit).map(({ keys: _, ...researcher }) => researcher),
    nextCursor: last ? encodeCursor([sort, reading, ...last.keys]) : null,
    total: counted?.total ?? 0,
    match: search && (reading === "exact" ? "exact" : "close"),
  };
}

const listed = eq(researchers.standing, "listed");

function tierOf({ words, reading }: Search): SQL {
  if (reading === "similar") return closeTier;
  return reading === "exact" ? exactTier(words) : sql`0::real`;
}

function found({ words, reading }: Search): SQL | undefined {
  const holds = { exact: holdsEveryWord, swapped: holdsEveryWordSwapped, similar: () => undefined };
  return and(ne(researchers.standing, "hidden"), holds[reading](words));
}

function filters(input: ListResearchers, now: Date): (SQL | undefined)[] {
  const { field, priceMinCents, priceMaxCents, availableWithinDays, verified } = input;
  const before =
    input.availableBefore ??
    (availableWithinDays !== undefined
      ? new Date(now.getTime() + availableWithinDays * DAY_MS)
      : undefined);
  return [
    field ? eq(researchers.field, field) : undefined,
    priceMinCents !== undefined ? gte(researchers.rateCents, priceMinCents) : undefined,
    priceMaxCents !== undefined ? lte(researchers.rateCents, priceMaxCents) : undefined,
    before
      ? and(gt(researchers.nextAvailableAt, now), lt(researchers.nextAvailableAt, before))
      : undefined,
    verified ? eq(researchers.verified, true) : undefined,
  ];
}
