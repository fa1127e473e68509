import { z } from "zod";
import { Text } from "@/lib/platform/text";
import { instant } from "@/lib/platform/time";
import { DIRECTORY_SORTS } from "./directory-order";
import type { ListResearchers } from "./list-researchers";

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
  verified: z.enum(["true", "false"]).optional(),
  sort: z.enum(DIRECTORY_SORTS).optional(),
});

export function directoryInput(query: z.output<typeof DirectoryQuery>): ListResearchers {
  return {
    query: query.query,
    field: query.field,
    priceMinCents: query.min_rate === undefined ? undefined : Math.round(query.min_rate * 100),
    priceMaxCents: query.max_rate === undefined ? undefined : Math.round(query.max_rate * 100),
    availableBefore: query.available_before,
    availableWithinDays: query.available_within_days,
    verified: query.verified === "true" || undefined,
    sort: query.sort,
  };
}
