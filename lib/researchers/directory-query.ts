import { z } from "zod";
import { centsToDollars } from "@/lib/platform/money";
import { Text } from "@/lib/platform/text";
import { earliest, instant, timeZone } from "@/lib/platform/time";
import type { Facets } from "./count-facets";
import { DIRECTORY_SORTS } from "./directory-order";
import type { ListResearchers } from "./list-researchers";
import { weekEnd } from "./week-end";

const dollars = z.coerce.number().min(0).max(100_000);

/** The directory's query string in the API; prices in US dollars an hour. */
export const DirectoryQuery = z.object({
  query: Text.max(200).optional(),
  field: Text.max(100).optional(),
  min_rate: dollars.optional(),
  max_rate: dollars.optional(),
  // PostgreSQL does not read what JavaScript writes for earlier and later years.
  available_before: instant
    .refine(
      (date) => date.getTime() >= 0 && date.getUTCFullYear() <= 9999,
      "must be between 1970 and 9999",
    )
    .optional(),
  available_within_days: z.coerce.number().int().min(1).max(365).optional(),
  available_this_week: z
    .enum(["true", "false"])
    .optional()
    .describe("With a free time before Sunday ends, on the clock of `timezone`"),
  timezone: timeZone.optional().describe("Default: that of your account"),
  verified: z.enum(["true", "false"]).optional(),
  facets: z
    .enum(["true", "false"])
    .optional()
    .describe("Tells how many researchers each value of each filter would leave"),
  sort: z.enum(DIRECTORY_SORTS).optional(),
});

/** `now` and the reader's own zone say when this week ends. */
export function directoryInput(
  query: z.output<typeof DirectoryQuery>,
  now: Date,
  ownZone: string,
): ListResearchers {
  const zone = query.timezone ?? ownZone;
  const thisWeek = query.available_this_week === "true" ? weekEnd(now, zone) : undefined;
  return {
    query: query.query,
    field: query.field,
    priceMinCents: query.min_rate === undefined ? undefined : Math.round(query.min_rate * 100),
    priceMaxCents: query.max_rate === undefined ? undefined : Math.round(query.max_rate * 100),
    availableBefore: earlier(query.available_before, thisWeek),
    availableWithinDays: query.available_within_days,
    verified: query.verified === "true" || undefined,
    sort: query.sort,
    facetsIn: query.facets === "true" ? zone : undefined,
  };
}

const earlier = (one: Date | undefined, other: Date | undefined) =>
  one && other ? earliest(one, other) : (one ?? other);

const amount = z.number().nullable().describe("US dollars an hour");

/** The counts in the API. */
export const FacetsView = z
  .object({
    fields: z.array(z.object({ name: z.string(), count: z.int() })),
    available: z.array(
      z.object({
        within: z
          .enum(["this_week", "2_days", "7_days", "14_days", "30_days"])
          .describe("As available_this_week or available_within_days asks for"),
        before: instant,
        count: z.int(),
      }),
    ),
    rates: z.array(z.object({ min_rate: amount, max_rate: amount, count: z.int() })),
    verified: z.int(),
    is_exact: z.boolean().describe("False when each count is only the least that there are"),
  })
  .meta({ id: "DirectoryFacets" });

export function encodeFacets(facets: Facets): z.input<typeof FacetsView> {
  const dollars = (cents?: number) => (cents === undefined ? null : centsToDollars(cents));
  return FacetsView.encode({
    fields: facets.fields,
    available: facets.windows.map(({ window, before, count }) => ({
      within: window === "week" ? "this_week" : `${window}_days`,
      before,
      count,
    })),
    rates: facets.prices.map(({ minCents, maxCents, count }) => ({
      min_rate: dollars(minCents),
      max_rate: dollars(maxCents),
      count,
    })),
    verified: facets.verified,
    is_exact: facets.isExact,
  });
}
