import { and } from "drizzle-orm";
import { z } from "zod";
import type { Ctx } from "@/lib/platform/context";
import { decodeCursor, encodeCursor, foreignCursor, readCursor } from "@/lib/platform/cursor";
import { countFacets, type Facets } from "./count-facets";
import { type DirectoryFilters, filtersOf } from "./directory-filters";
import { cursorChecks, type DirectorySort } from "./directory-order";
import { type Asked, type CountedPage, type Place, readFew, readWhole } from "./directory-page";
import { belongs, stageOrder } from "./directory-stages";
import { readMany } from "./directory-walk";
import type { Researcher } from "./researcher";
import { READINGS, type Reading, readingsOf, type Search } from "./search-readings";
import { searchWords } from "./search-words";

const DEFAULT_LIMIT = 20;
/** How far a list is counted: counting everyone would make each page as slow as the whole list is long. */
const COUNTED = 1_000;

export type ListResearchers = DirectoryFilters & {
  query?: string;
  sort?: DirectorySort;
  limit?: number;
  cursor?: string | null;
  /** Counts the filters' values too, on the clock of this zone. */
  facetsIn?: string;
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
  /** Null unless they were asked for. */
  facets: Facets | null;
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
  let first: ResearcherList | null = null;
  for await (const search of readingsOf(ctx, words)) {
    if (resumed && search.reading !== resumed) continue;
    const list = await readPage(ctx, input, search);
    if (list.total > 0) return list;
    first ??= list;
  }
  // Not what was tried last: that tells of words which only hidden profiles have.
  const facets = first?.facets ?? null;
  return { items: [], nextCursor: null, total: 0, isTotalExact: true, match: "exact", facets };
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
    filters: and(...Object.values(filtersOf(input, ctx.now))),
    place: cursor ? decodePlace(cursor, sort, reading) : null,
    limit: limit + 1,
  };
  const [{ total, found }, facets] = await Promise.all([
    readCounted(ctx, asked),
    // Beside the list, though it may turn out that nobody is found: then there is little to count.
    facetsOf(ctx, input, search),
  ]);
  const last = found.length > limit ? found[limit - 1]?.place : undefined;
  return {
    items: found.slice(0, limit).map(({ researcher }) => researcher),
    nextCursor: last ? encodeCursor([sort, reading, String(last.stage), ...last.keys]) : null,
    total: Math.min(total, COUNTED),
    isTotalExact: total <= COUNTED,
    match: search && (reading === "exact" || reading === "within" ? "exact" : "close"),
    facets,
  };
}

/** The page, with how many the list has up to `COUNTED` + 1. */
async function readCounted(ctx: Ctx, asked: Asked): Promise<CountedPage> {
  const { search, filters } = asked;
  if (!search && !filters) return readWhole(ctx, asked, COUNTED);
  const few = await readFew(ctx, asked, and(belongs(search), filters), COUNTED);
  return few.total <= COUNTED ? few : { ...few, found: await readMany(ctx, asked) };
}

const facetsOf = async (ctx: Ctx, input: ListResearchers, search: Search | null) =>
  input.facetsIn ? countFacets(ctx, search, input, input.facetsIn) : null;

function decodeReading(cursor: string): Reading {
  const reading = z.enum(READINGS).safeParse(readCursor(cursor)[1]);
  if (!reading.success) throw foreignCursor();
  return reading.data;
}

function decodePlace(cursor: string, sort: DirectorySort, reading: string): Place {
  const stage = Number(readCursor(cursor)[2]);
  const part = reading === "all" ? z.literal("0") : z.string().regex(/^1?\d$/);
  const checks = [z.literal(sort), z.literal(reading), part];
  const keys = decodeCursor(cursor, [...checks, ...cursorChecks(stageOrder(sort, stage))]).slice(3);
  return { stage, keys };
}
