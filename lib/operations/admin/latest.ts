import { desc, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { z } from "zod";
import { decodeCursor, encodeCursor, pageParameters, timestampText } from "@/lib/platform/cursor";

/** One page of a list that is sorted newest first. */
export type LatestPage<Row> = { items: Row[]; nextCursor: string | null };

export const ListLatest = z.object(pageParameters);
type Asked = z.output<typeof ListLatest>;

const checks = { uuid: z.guid(), text: z.string().max(200) };

/**
 * Pages through a list by a time and an id, newest first. Select `made` with each row, then apply
 * `after`, `order` and `limit`, and hand the rows to `page`. Throws INVALID_INPUT for a foreign cursor.
 */
export function latest(at: PgColumn, id: PgColumn, { limit, cursor }: Asked) {
  const idCheck = id.getSQLType() === "uuid" ? checks.uuid : checks.text;
  const place = cursor ? decodeCursor(cursor, [timestampText, idCheck]) : null;
  return {
    made: sql<string>`${at}::text`,
    after: place ? sql`(${at}, ${id}) < (${place[0]}::timestamptz, ${place[1]})` : undefined,
    order: [desc(at), desc(id)] as SQL[],
    /** One more than is shown tells whether there is another page. */
    limit: limit + 1,
    page<Row extends { id: string; made: string }>(rows: Row[]): LatestPage<Row> {
      const last = rows.length > limit ? rows[limit - 1] : undefined;
      return {
        items: rows.slice(0, limit),
        nextCursor: last ? encodeCursor([last.made, last.id]) : null,
      };
    },
  };
}
