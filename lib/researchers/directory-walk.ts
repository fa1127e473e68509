import { and, type SQL, sql } from "drizzle-orm";
import { planAnew } from "@/db/prepared-queries";
import { researchers } from "@/db/schema/researchers";
import type { Ctx } from "@/lib/platform/context";
import { after, keyColumns, keysAsText, orderByColumns } from "./directory-order";
import { type Asked, type Found, readFew, readPage } from "./directory-page";
import { type Stage, stages } from "./directory-stages";

/** How many rows a walk looks at before it gives up. */
const PATIENCE = 2_000;
/** How many are sorted rather than looked for along the order. */
const FEW = 200;

/** A page of a list too long to sort: stage after stage until it is full. */
export async function readMany(ctx: Ctx, asked: Asked): Promise<Found[]> {
  const found: Found[] = [];
  for (const stage of stages(asked.sort, asked.search)) {
    if (asked.place && stage.number < asked.place.stage) continue;
    const rest = { ...asked, limit: asked.limit - found.length };
    found.push(...(await readStage(ctx, rest, stage)));
    if (found.length === asked.limit) break;
  }
  return found;
}

/**
 * Words that are common are soon met along the order, and those that are rare along it are few enough
 * to sort: whatever the planner thinks of them, neither way gets long.
 */
async function readStage(ctx: Ctx, asked: Asked, stage: Stage): Promise<Found[]> {
  const wanted = and(stage.condition, asked.filters) ?? sql`true`;
  if (stage.isSelect) {
    const few = await readFew(ctx, asked, and(stage.standing, wanted), FEW);
    if (few.total <= FEW) return few.found;
  }
  const { keys } = stage.order;
  const named = orderByColumns(stage.order);
  const select = sql`select *, ${keyColumns(stage.order)}
    from ${researchers} where ${and(stage.standing, follows(asked, stage))}`;
  const order = sql.join(named, sql`, `);
  const read = async (from: SQL) => {
    const page = sql`(select 0 as total, id, ${stage.number}::int as stage, ${keysAsText(stage.order)} as keys,
      ${sql.join(
        keys.map((_, at) => sql.raw(`k${at}`)),
        sql`, `,
      )}
      from (${from}) researchers where ${wanted} order by ${order} limit ${asked.limit}) page`;
    return (await readPage(ctx, page, named)).found;
  };
  const along = await read(sql`${select} order by ${order} limit ${PATIENCE}`);
  if (along.length === asked.limit) return along;
  // "offset 0" keeps the planner from walking once more.
  return read(sql`${planAnew} ${select} and ${wanted} offset 0`);
}

const follows = ({ place }: Asked, stage: Stage) =>
  place?.stage === stage.number ? after(stage.order, place.keys) : undefined;
