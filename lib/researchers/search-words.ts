import { sql } from "drizzle-orm";
import type { Ctx } from "@/lib/platform/context";

const MAX_WORDS = 8;
/** As much of a word as the index holds. */
const MAX_LETTERS = 100;
const HONORIFICS = new Set(["dr", "prof", "professor", "mr", "ms", "mrs", "mx"]);

export type SearchWords = {
  /** Without honorifics; empty when nothing in the query can be searched for. */
  words: string[];
  /** The field that is asked for beside them. */
  field: string;
};

/**
 * A query in the search text's own spelling: PostgreSQL does the folding, so that query and text can
 * never disagree about an accent.
 */
export async function searchWords(ctx: Ctx, query: string, field = ""): Promise<SearchWords> {
  const [row] = await ctx.db.execute<SearchWords & { query: string }>(sql`
    select search_text_of(${query.replaceAll("\0", "").slice(0, 200)}, '{}') as query,
      search_text_of(${field.replaceAll("\0", "").slice(0, 200)}, '{}') as field`);
  const all = (row?.query ?? "").split(" ").filter(Boolean);
  const meant = all.filter((word) => !HONORIFICS.has(word));
  const kept = meant.length > 0 ? meant : all;
  const words = kept.slice(0, MAX_WORDS).map((word) => [...word].slice(0, MAX_LETTERS).join(""));
  return { words, field: row?.field ?? "" };
}
