import { and, eq, isNotNull, sql } from "drizzle-orm";
import { researchers } from "@/db/schema/researchers";
import type { Ctx } from "@/lib/platform/context";

export type Field = { name: string; count: number };

/** The broad fields of listed researchers with how many each has, by name. */
export async function listFields({ db }: Ctx): Promise<Field[]> {
  return db
    .select({ name: sql<string>`${researchers.field}`, count: sql<number>`count(*)::int` })
    .from(researchers)
    .where(and(eq(researchers.standing, "listed"), isNotNull(researchers.field)))
    .groupBy(researchers.field)
    .orderBy(researchers.field);
}
