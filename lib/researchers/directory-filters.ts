import { and, eq, gt, gte, lt, lte, type SQL } from "drizzle-orm";
import { researchers } from "@/db/schema/researchers";
import { DAY_MS } from "@/lib/platform/time";

export type DirectoryFilters = {
  /** A broad field, as the directory's facets name it. */
  field?: string | undefined;
  /** Hourly rate, integer cents, both inclusive. */
  priceMinCents?: number | undefined;
  priceMaxCents?: number | undefined;
  /** Only with a free time before this instant, or within this many days. */
  availableBefore?: Date | undefined;
  availableWithinDays?: number | undefined;
  verified?: boolean | undefined;
};

/** Each filter by itself; undefined where it lets everybody pass. */
export type Filters = Record<"field" | "price" | "time" | "verified", SQL | undefined>;

export function filtersOf(input: DirectoryFilters, now: Date): Filters {
  const { field, priceMinCents, priceMaxCents, availableWithinDays, verified } = input;
  const before =
    input.availableBefore ??
    (availableWithinDays !== undefined ? inDays(now, availableWithinDays) : undefined);
  return {
    field: field ? eq(researchers.field, field) : undefined,
    price: pricedBetween(priceMinCents, priceMaxCents),
    time: before && freeBefore(now, before),
    verified: verified ? eq(researchers.verified, true) : undefined,
  };
}

export const inDays = (now: Date, days: number) => new Date(now.getTime() + days * DAY_MS);

// Nobody else has prices or times, and only listed profiles are in the indexes of both.
const listed = eq(researchers.standing, "listed");

export const freeBefore = (now: Date, before: Date): SQL | undefined =>
  and(listed, gt(researchers.nextAvailableAt, now), lt(researchers.nextAvailableAt, before));

export function pricedBetween(minCents?: number, maxCents?: number): SQL | undefined {
  if (minCents === undefined && maxCents === undefined) return undefined;
  return and(
    listed,
    minCents === undefined ? undefined : gte(researchers.rateCents, minCents),
    maxCents === undefined ? undefined : lte(researchers.rateCents, maxCents),
  );
}
