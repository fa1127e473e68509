import { and, eq, type SQL, sql } from "drizzle-orm";
import { planAnew } from "@/db/prepared-queries";
import { researchers } from "@/db/schema/researchers";
import type { Ctx } from "@/lib/platform/context";
import {
  type DirectoryFilters,
  type Filters,
  filtersOf,
  freeBefore,
  inDays,
  pricedBetween,
} from "./directory-filters";
import { belongs } from "./directory-stages";
import type { Search } from "./search-readings";
import { weekEnd } from "./week-end";

/** The windows in which somebody may want a time: what is left of this week, or so many days from now. */
export const WINDOWS = ["week", 2, 7, 14, 30] as const;
export type Window = (typeof WINDOWS)[number];

/** Ranges of prices that are offered beside any other: integer cents, both ends inclusive. */
export const PRICE_RANGES: { minCents?: number; maxCents?: number }[] = [
  { maxCents: 100_00 },
  { minCents: 100_00, maxCents: 200_00 },
  { minCents: 200_00, maxCents: 300_00 },
  { minCents: 300_00 },
];

/** How many who match a query are looked at, as for the list's total; without one an index alone tells. */
const COUNTED_FOUND = 1_000;
const COUNTED_ALL = 25_000;

export type Facets = {
  /** By name; those with nobody are left out, unless it is the one that is asked for. */
  fields: { name: string; count: number }[];
  windows: { window: Window; before: Date; count: number }[];
  prices: { minCents?: number; maxCents?: number; count: number }[];
  verified: number;
  /** False when there were more than are looked at: then each count is the least that there are. */
  isExact: boolean;
};

/**
 * How many a list would have with each value of each filter, the query and all other filters as they
 * are. `timeZone` is the reader's: it says when this week ends. One pass over who matches the query.
 */
export async function countFacets(
  ctx: Ctx,
  search: Search | null,
  filters: DirectoryFilters,
  timeZone: string,
): Promise<Facets> {
  const most = search ? COUNTED_FOUND : COUNTED_ALL;
  const windows = windowsOf(ctx.now, timeZone);
  const { field, price, time, verified } = filtersOf(filters, ctx.now);
  const counted = (...conditions: (SQL | undefined)[]) => {
    const all = and(...conditions);
    return all ? sql`count(*) filter (where ${all})` : sql`count(*)`;
  };
  const columns = [
    counted(price, time, verified),
    counted(price, time, eq(researchers.verified, true)),
    ...windows.map(({ before }) => counted(price, verified, freeBefore(ctx.now, before))),
    ...PRICE_RANGES.map(({ minCents, maxCents }) =>
      counted(time, verified, pricedBetween(minCents, maxCents)),
    ),
  ];
  const rows = await ctx.db.execute<{ field: string | null; counts: number[]; seen: number }>(sql`
    ${planAnew} select field, array[${sql.join(columns, sql`, `)}]::int[] as counts, count(*)::int as seen
    from (
      select field, rate_cents, next_available_at, verified, standing from ${researchers}
      where ${belongs(search)} limit ${most + 1}
    ) researchers
    group by field order by field`);
  return facetsOf([...rows], filters.field, windows, most, field);
}

function facetsOf(
  rows: { field: string | null; counts: number[]; seen: number }[],
  chosen: string | undefined,
  windows: { window: Window; before: Date }[],
  most: number,
  field: Filters["field"],
): Facets {
  const within = rows.filter((row) => !field || row.field === chosen);
  const sum = (at: number) => within.reduce((total, { counts }) => total + (counts[at] ?? 0), 0);
  const fields = rows.flatMap(({ field: name, counts: [count = 0] }) =>
    name !== null && (count > 0 || name === chosen) ? [{ name, count }] : [],
  );
  if (chosen && !fields.some(({ name }) => name === chosen))
    fields.push({ name: chosen, count: 0 });
  return {
    fields,
    verified: sum(1),
    windows: windows.map((one, at) => ({ ...one, count: sum(2 + at) })),
    prices: PRICE_RANGES.map((range, at) => ({ ...range, count: sum(2 + windows.length + at) })),
    isExact: rows.reduce((total, { seen }) => total + seen, 0) <= most,
  };
}

export const windowEnd = (window: Window, now: Date, timeZone: string): Date =>
  window === "week" ? weekEnd(now, timeZone) : inDays(now, window);

const windowsOf = (now: Date, timeZone: string) =>
  WINDOWS.map((window) => ({ window, before: windowEnd(window, now, timeZone) }));
