import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { researchers } from "@/db/schema/researchers";
import { timestampText } from "@/lib/platform/cursor";

export const DIRECTORY_SORTS = ["relevance", "next", "price", "-price", "rating", "name"] as const;
export type DirectorySort = (typeof DIRECTORY_SORTS)[number];

export type Key = { value: SQL; type: "real" | "integer" | "timestamptz" | "text" | "uuid" };
/** Keys that all run one way, so that one row comparison finds the next page. */
export type DirectoryOrder = { descending: boolean; keys: Key[] };

const number = z.string().regex(/^-?\d{1,12}(\.\d{1,12})?(e-[0-2]?\d)?$/);

/** What a cursor may say for a key of each type; PostgreSQL would answer anything else with an error. */
const checks = {
  real: number,
  integer: z.string().regex(/^\d{1,9}$/),
  timestamptz: z.literal("infinity").or(timestampText),
  text: z
    .string()
    .max(500)
    .regex(/^[^\0]*$/),
  uuid: z.guid(),
} satisfies Record<Key["type"], z.ZodType<string>>;

/** The next free time, comparable where there is none. */
export const nextFree = sql`coalesce(${researchers.nextAvailableAt}, 'infinity')`;

const id: Key = { value: sql`${researchers.id}`, type: "uuid" };
const name: Key = { value: sql`sort_key(${researchers.name})`, type: "text" };

/** The order of listed profiles: the expressions of the indexes in the migrations. Relevance is a matter of stages. */
export const listedOrders = {
  relevance: order({ value: nextFree, type: "timestamptz" }),
  next: order({ value: nextFree, type: "timestamptz" }),
  price: order({ value: sql`${researchers.rateCents}`, type: "integer" }),
  "-price": descending({ value: sql`${researchers.rateCents}`, type: "integer" }),
  rating: descending(
    { value: sql`coalesce(${researchers.ratingAverage}, 0)`, type: "real" },
    { value: sql`${researchers.ratingCount}`, type: "integer" },
  ),
  name: order(name),
} satisfies Record<DirectorySort, DirectoryOrder>;

/** Unclaimed profiles have no times, prices or ratings: by name under every order. */
export const unclaimedOrder = order(name);

function order(...keys: Key[]): DirectoryOrder {
  return { descending: false, keys: [...keys, id] };
}

function descending(...keys: Key[]): DirectoryOrder {
  return { descending: true, keys: [...keys, id] };
}

/** The checks of a cursor's values, in the order of the keys. */
export const cursorChecks = ({ keys }: DirectoryOrder) => keys.map(({ type }) => checks[type]);

/** The keys of a row as an array of text, from which its cursor is made. */
export function keysAsText({ keys }: DirectoryOrder): SQL<string[]> {
  return sql<string[]>`array[${sql.join(
    keys.map(({ value }) => sql`(${value})::text`),
    sql`, `,
  )}]`;
}

/** The keys as columns k0, k1 ... of a subquery. */
export const keyColumns = ({ keys }: DirectoryOrder): SQL =>
  sql.join(
    keys.map(({ value }, at) => sql`${value} as ${sql.raw(`k${at}`)}`),
    sql`, `,
  );

/** The same order by those columns. */
export const orderByColumns = ({ keys, descending }: DirectoryOrder): SQL[] =>
  keys.map((_, at) => direction(`k${at}`, descending));

export const direction = (key: string, descending: boolean): SQL =>
  sql.raw(`${key}${descending ? " desc" : ""}`);

/** Rows after the one whose keys the cursor holds. */
export function after({ keys, descending }: DirectoryOrder, values: string[]): SQL {
  const row = sql.join(
    keys.map(({ value }) => value),
    sql`, `,
  );
  // Through text, because the driver would turn "infinity" into what it takes it for.
  const place = sql.join(
    keys.map(({ type }, at) => sql`${values[at]}::text::${sql.raw(type)}`),
    sql`, `,
  );
  return descending ? sql`(${row}) < (${place})` : sql`(${row}) > (${place})`;
}
