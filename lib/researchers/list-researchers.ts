import { and, eq, gt, gte, lt, lte, type SQL } from "drizzle-orm";
import { z } from "zod";
import { researchers } from "@/db/schema/researchers";
import type { Ctx } from "@/lib/platform/context";
import { decodeCursor, encodeCursor, foreignCursor, readCursor } from "@/lib/platform/cursor";
import { DAY_MS } from "@/lib/platform/time";
import { cursorChecks, type DirectorySort } from "./directory-order";
import { type Asked, type Place, readFew } from "./directory-page";
import { belongs, stageOrder } from "./directory-stages";
import { readMany } from "./directory-walk";
import type { Researcher } from "./researcher";
import { READINGS, type Reading, readingsOf, type Search } from "./search-readings";
import { searchWords } from "./search-words";

const DEFAULT_LIMIT = 20;
/** How far a list is counted: counting everyone would make each page as slow as the whole list is long. */
const COUNTED = 1_000;

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
  /** Of all pages, as far as they are counted. */
  total: number;
  /** False when there are more. */
  isTotalExact: boolean;
  /** How a query was answered: by its words, or by what is spelled like them. Null without a query. */
  match: "exact" | "close" | null;
};

/**
 * The directory: listed researchers, one page at a time. A query also finds unclaimed profiles, after
 * the listed ones; when nothing holds its words, what is spelled like them. Without a query
 * "relevance" is soonest free first. Throws INVALID_INPUT for a cursor of another list.
 */
export async function listResearchers(ctx: Ctx, input: ListResearchers): Promise<ResearcherList> {
  if (!input.query?.trim()) return readPage(ctx, input, null);
  const words = await searchWords(ctx, input.query, input.field);
  // Later pages stay with the reading that the first one had.
  const resumed = input.cursor ? decodeReading(input.cursor) : null;
  // A query of signs only has no readings: it matches nothing.
  for await (const search of readingsOf(ctx, words)) {
    if (resumed && search.reading !== resumed) continue;
    const list = await readPage(ctx, input, search);
    if (list.total > 0) return list;
  }
  // Not what was tried last: that tells of words which only hidden profiles have.
  return { items: [], nextCursor: null, total: 0, isTotalExact: true, match: "exact" };
}

async function readPage(
  ctx: Ctx,
  input: ListResearchers,
  search: Search | null,
): Promise<ResearcherList> {
  const { sort = "relevance", limit = DEFAULT_LIMIT, cursor } = input;
  const reading = search?.reading ?? "all";
  const asked: Asked = {
    sort,
    search,
    filters: and(...filters(input, ctx.now)),
    place: cursor ? decodePlace(cursor, sort, reading) : null,
    limit: limit + 1,
  };
  const few = await readFew(ctx, asked, and(belongs(search), asked.filters), COUNTED);
  const isTotalExact = few.total <= COUNTED;
  const found = isTotalExact ? few.found : await readMany(ctx, asked);
  const last = found.length > limit ? found[limit - 1]?.place : undefined;
  return {
    items: found.slice(0, limit).map(({ researcher }) => researcher),
    nextCursor: last ? encodeCursor([sort, reading, String(last.stage), ...last.keys]) : null,
    total: Math.min(few.total, COUNTED),
    isTotalExact,
    match: search && (reading === "exact" || reading === "within" ? "exact" : "close"),
  };
}

function decodeReading(cursor: string): Reading {
  const reading = z.enum(READINGS).safeParse(readCursor(cursor)[1]);
  if (!reading.success) throw foreignCursor();
  return reading.data;
}

function decodePlace(cursor: string, sort: DirectorySort, reading: string): Place {
  const stage = Number(readCursor(cursor)[2]);
  const checks = [z.literal(sort), z.literal(reading), z.string().regex(/^1?\d$/)];
  const keys = decodeCursor(cursor, [...checks, ...cursorChecks(stageOrder(sort, stage))]).slice(3);
  return { stage, keys };
}

function filters(input: ListResearchers, now: Date): (SQL | undefined)[] {
  const { field, priceMinCents, priceMaxCents, availableWithinDays, verified } = input;
  const before =
    input.availableBefore ??
    (availableWithinDays !== undefined
      ? new Date(now.getTime() + availableWithinDays * DAY_MS)
      : undefined);
  const hasPriceOrTime = before || priceMinCents !== undefined || priceMaxCents !== undefined;
  return [
    // Nobody else has either, and only listed profiles are in the indexes of both.
    hasPriceOrTime ? eq(researchers.standing, "listed") : undefined,
    field ? eq(researchers.field, field) : undefined,
    priceMinCents !== undefined ? gte(researchers.rateCents, priceMinCents) : undefined,
    priceMaxCents !== undefined ? lte(researchers.rateCents, priceMaxCents) : undefined,
    before
      ? and(gt(researchers.nextAvailableAt, now), lt(researchers.nextAvailableAt, before))
      : undefined,
    verified ? eq(researchers.verified, true) : undefined,
  ];
}
