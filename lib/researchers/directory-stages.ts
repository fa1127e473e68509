import { and, eq, ne, type SQL, sql } from "drizzle-orm";
import { researchers } from "@/db/schema/researchers";
import {
  type DirectoryOrder,
  type DirectorySort,
  listedOrders,
  unclaimedOrder,
} from "./directory-order";
import { holdsEveryWord, tierConditions, tierOf } from "./search-conditions";
import type { Search } from "./search-readings";

/** A part of a list, which comes whole before the parts with a higher number. */
export type Stage = {
  number: number;
  standing: SQL;
  condition: SQL | undefined;
  order: DirectoryOrder;
  /** Seldom long: a name, or a field itself. */
  isSelect: boolean;
};

const UNCLAIMED = 10;
const listed = eq(researchers.standing, "listed");
const unclaimed = eq(researchers.standing, "unclaimed");

/** Who belongs to a list. A search also finds unclaimed profiles. */
export function belongs(search: Search | null): SQL | undefined {
  return search ? and(ne(researchers.standing, "hidden"), holdsEveryWord(search)) : listed;
}

/** The number of a row's stage, among those that belong. */
export function stageNumber(sort: DirectorySort, search: Search | null): SQL {
  const tier = search && sort === "relevance" ? tierOf(search) : sql`0`;
  return sql`(case when ${listed} then 0 else ${sql.raw(String(UNCLAIMED))} end + ${tier})`;
}

export function stageOrder(sort: DirectorySort, number: number): DirectoryOrder {
  return number < UNCLAIMED ? listedOrders[sort] : unclaimedOrder;
}

/** The stages as conditions that an index answers. They leave "the phrase somewhere" with "the words anywhere". */
export function stages(sort: DirectorySort, search: Search | null): Stage[] {
  const anywhere = { tier: 0, condition: search ? holdsEveryWord(search) : undefined };
  const tiers = search && sort === "relevance" ? tierConditions(search) : [anywhere];
  const standings = search ? [listed, unclaimed] : [listed];
  return standings.flatMap((standing, at) =>
    tiers.map(({ tier, condition }, place) => {
      const number = at * UNCLAIMED + tier;
      const order = stageOrder(sort, number);
      return { number, standing, condition, order, isSelect: place < tiers.length - 1 };
    }),
  );
}
