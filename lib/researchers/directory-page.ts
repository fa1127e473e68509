import { type SQL, sql } from "drizzle-orm";
import { planAnew } from "@/db/prepared-queries";
import { researchers } from "@/db/schema/researchers";
import type { Ctx } from "@/lib/platform/context";
import {
  after,
  type DirectoryOrder,
  type DirectorySort,
  direction,
  keyColumns,
  keysAsText,
  listedOrders,
  orderByColumns,
  unclaimedOrder,
} from "./directory-order";
import { belongs, stageNumber, stageOrder } from "./directory-stages";
import { type Researcher, researcherColumns } from "./researcher";
import type { Search } from "./search-readings";

export type Asked = {
  sort: DirectorySort;
  search: Search | null;
  filters: SQL | undefined;
  /** The last row of the page before. */
  place: Place | null;
  limit: number;
};
/** A row's stage and its keys there, from which its cursor is made. */
export type Place = { stage: number; keys: string[] };
export type Found = { researcher: Researcher; place: Place };
/** `total` is of the whole list, as far as it was counted. */
export type CountedPage = { total: number; found: Found[] };

/**
 * How many meet the condition, up to `most` + 1, and when they are no more than `most` the page itself:
 * so few are told apart and sorted at once.
 */
export async function readFew(
  ctx: Ctx,
  asked: Asked,
  condition: SQL | undefined,
  most: number,
): Promise<CountedPage> {
  const { sort, search, place, limit } = asked;
  const keys = sortKeys(sort);
  const columns = keys.map(({ value, standing }, at) => {
    const own = sql`case when standing = ${sql.raw(`'${standing}'`)} then ${value} end`;
    return sql`${own} as ${sql.raw(`k${at}`)}`;
  });
  const order = keys.map(({ descending }, at) => direction(`k${at}`, descending));
  const texts = sql`case when standing = 'listed' then ${keysAsText(listedOrders[sort])}
    else ${keysAsText(unclaimedOrder)} end`;
  return readPage(
    ctx,
    sql`(
      ${planAnew} with matches as materialized (
        select id, ${stageNumber(sort, search)} as stage, ${texts} as keys, ${sql.join(columns, sql`, `)}
        from ${researchers} where ${condition} limit ${most + 1}
      )
      select counted.total, page.* from (select count(*)::int as total from matches) counted
      left join (
        select * from matches
        where (select count(*) from matches) <= ${most} and ${place ? follows(sort, place) : sql`true`}
        order by stage, ${sql.join(order, sql`, `)} limit ${limit}
      ) page on true
    ) page`,
    [sql`page.stage`, ...order],
  );
}

/**
 * A page of all who are listed, and how many they are, up to `most` + 1: nobody is left out on the
 * way, so the order's index leads to the page whatever their number.
 */
export async function readWhole(ctx: Ctx, asked: Asked, most: number): Promise<CountedPage> {
  const order = listedOrders[asked.sort];
  const { place } = asked;
  const named = orderByColumns(order);
  const everyone = sql`from ${researchers} where ${belongs(null)}`;
  return readPage(
    ctx,
    sql`(
      select counted.total, page.*
      from (select count(*)::int as total from (select ${everyone} limit ${most + 1}) listed) counted
      left join (
        select id, 0 as stage, ${keysAsText(order)} as keys, ${keyColumns(order)}
        ${everyone} and ${place ? after(order, place.keys) : sql`true`}
        order by ${sql.join(named, sql`, `)} limit ${asked.limit}
      ) page on true
    ) page`,
    named,
  );
}

/** Reads the researchers of a subquery `page`, which gives id, stage, keys, total and what to sort by. */
export async function readPage({ db }: Ctx, page: SQL, order: SQL[]): Promise<CountedPage> {
  const rows = await db
    .select({
      total: sql<number>`page.total`,
      stage: sql<number>`page.stage`,
      keys: sql<string[]>`page.keys`,
      researcher: researcherColumns,
    })
    .from(page)
    .leftJoin(researchers, sql`${researchers.id} = page.id`)
    .orderBy(...order);
  return {
    total: rows[0]?.total ?? 0,
    found: rows.flatMap(({ researcher, stage, keys }) =>
      researcher ? [{ researcher, place: { stage, keys } }] : [],
    ),
  };
}

/** The keys of both orders, each for the profiles it is for. */
function sortKeys(sort: DirectorySort) {
  const of = (standing: string, { keys, descending }: DirectoryOrder) =>
    keys.map((key) => ({ ...key, standing, descending }));
  return [...of("listed", listedOrders[sort]), ...of("unclaimed", unclaimedOrder)];
}

/** Rows of `matches` after the place. */
function follows(sort: DirectorySort, { stage, keys }: Place): SQL {
  const order = stageOrder(sort, stage);
  const first = order === unclaimedOrder ? listedOrders[sort].keys.length : 0;
  const named = order.keys.map((key, at) => ({ ...key, value: sql.raw(`k${first + at}`) }));
  return sql`(stage > ${stage} or (stage = ${stage} and ${after({ ...order, keys: named }, keys)}))`;
}
