import { WINDOWS, type Window, windowEnd } from "@/lib/researchers/count-facets";
import { DIRECTORY_SORTS, type DirectorySort } from "@/lib/researchers/directory-order";
import type { ListResearchers } from "@/lib/researchers/list-researchers";

export type SearchParams = Record<string, string | string[] | undefined>;

/** What the address says of the directory. Prices in whole US dollars. */
export type DirectoryParams = {
  query: string;
  field: string;
  min: number | null;
  max: number | null;
  within: Window | null;
  verified: boolean;
  sort: DirectorySort | null;
  cursor: string | null;
};

/** How many letters the search field takes. */
export const MOST_QUERY = 500;

/** Reads the address; what makes no sense there is left out rather than refused. */
export function readParams(params: SearchParams): DirectoryParams {
  const text = (name: string, most = 200) => {
    const value = params[name];
    return (
      (Array.isArray(value) ? value[0] : value)?.replaceAll("\0", "").trim().slice(0, most) ?? ""
    );
  };
  const dollars = (name: string) => (/^\d{1,5}$/.test(text(name)) ? Number(text(name)) : null);
  const cursor = params.cursor;
  return {
    // An address or a title of a paper can be long.
    query: text("query", MOST_QUERY),
    field: text("field"),
    min: dollars("min"),
    max: dollars("max"),
    within: WINDOWS.find((window) => String(window) === text("within")) ?? null,
    verified: text("verified") === "1",
    sort: DIRECTORY_SORTS.find((sort) => sort === text("sort")) ?? null,
    cursor: typeof cursor === "string" && cursor ? cursor : null,
  };
}

/** The verb's input for what the address says, to a reader whose clock shows the time of this zone. */
export function listInput(params: DirectoryParams, now: Date, zone: string): ListResearchers {
  const { query, field, min, max, within, verified, sort, cursor } = params;
  return {
    query,
    field: field || undefined,
    priceMinCents: min === null ? undefined : min * 100,
    priceMaxCents: max === null ? undefined : max * 100,
    availableBefore: within === null ? undefined : windowEnd(within, now, zone),
    verified,
    sort: sort ?? "relevance",
    cursor,
    facetsIn: zone,
  };
}

/** The address that says the same with changes; a change of anything but the cursor starts at the first page. */
export function directoryHref(
  params: DirectoryParams,
  change: Partial<DirectoryParams> = {},
): string {
  const next = { ...params, cursor: null, ...change };
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(next)) {
    if (value === true) search.set(name, "1");
    else if (value !== null && value !== false && value !== "") search.set(name, String(value));
  }
  const text = search.toString();
  return text ? `/researchers?${text}` : "/researchers";
}

/** Whether anything narrows the list besides the query. */
export const isFiltered = ({ field, min, max, within, verified }: DirectoryParams) =>
  Boolean(field || min !== null || max !== null || within || verified);
