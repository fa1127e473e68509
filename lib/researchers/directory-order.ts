import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { researchers } from "@/db/schema/researchers";
import { timestampText } from "@/lib/platform/cursor";

export const DIRECTORY_SORTS = ["relevance", "next", "price", "-price", "rating", "name"] as const;
export type DirectorySort = (typeof DIRECTORY_SORTS)[number];

type Key = { value: SQL; type: "real" | "integer" | "timestamptz" | "text" | "uuid" | "boolean" };
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
  boolean: z.enum(["true", "false"]),
} satisfies Record<Key["type"], z.ZodType<string>>;

const next: Key = {
  value: sql`coalesce(${researchers.nextAvailableAt}, 'infinity')`,
  type: "timestamptz",
};
const id: Key = { value: sql`${researchers.id}`, type: "uuid" };

/**
 * An order of the directory as keys that all run one way, so that one row comparison finds the next
 * page. `tier` is how well a search matches; with one, unclaimed profiles take part, after listed ones.
 * Without one, the keys are the expressions of the indexes in migration 0003.
 */
export function directoryOrder(sort: DirectorySort, tier: SQL | null): DirectoryOrder {
  const { descending, keys } = orders(tier)[sort];
  const claimed: Key = {
    value: descending
      ? sql`(${researchers.standing} = 'listed')`
      : sql`(${researchers.standing} <> 'listed')`,
    type: "boolean",
  };
  return { descending, keys: [...(tier ? [claimed] : []), ...keys, id] };
}

function orders(tier: SQL | null): Record<DirectorySort, DirectoryOrder> {
  const price: Key = {
    value: tier ? sql`coalesce(${researchers.rateCents}, 0)` : sql`${researchers.rateCents}`,
    type: "integer",
  };
  const rating: Key[] = [
    { value: sql`coalesce(${researchers.ratingAverage}, 0)`, type: "real" },
    { value: sql`${researchers.ratingCount}`, type: "integer" },
  ];
  return {
    relevance: { descending: false, keys: tier ? [{ value: tier, type: "real" }, next] : [next] },
    next: { descending: false, keys: [next] },
    price: { descending: false, keys: [price] },
    "-price": { descending: true, keys: [price] },
    rating: { descending: true, keys: rating },
    name: {
      descending: false,
      keys: [{ value: sql`sort_key(${researchers.name})`, type: "text" }],
    },
  };
}

/** The checks of a cursor's values, in the order of the keys. */
export const cursorChecks = (order: DirectoryOrder) => order.keys.map(({ type }) => checks[type]);

/** The keys of a row as an array of text, from which its cursor is made. */
export function keysAsText(order: DirectoryOrder): SQL<string[]> {
  const texts = order.keys.map(({ value }) => sql`(${value})::text`);
  return sql<string[]>`array[${sql.join(texts, sql`, `)}]`;
}

export function orderBy(order: DirectoryOrder): SQL[] {
  return order.keys.map(({ value }) => (order.descending ? sql`${value} desc` : sql`${value}`));
}

/** Rows after the one whose keys the cursor holds. */
export function after(order: DirectoryOrder, values: string[]): SQL {
  const keys = sql.join(
    order.keys.map(({ value }) => value),
    sql`, `,
  );
  // Through text, because the driver would turn "true" and "infinity" into what it takes them for.
  const place = sql.join(
    order.keys.map(({ type }, at) => sql`${values[at]}::text::${sql.raw(type)}`),
    sql`, `,
  );
  return order.descending ? sql`(${keys}) < (${place})` : sql`(${keys}) > (${place})`;
}
