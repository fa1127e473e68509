import { sql } from "drizzle-orm";
import type { Ctx } from "@/lib/platform/context";

const MAX_WORDS = 8;
const HONORIFICS = new Set(["dr", "prof", "professor", "mr", "ms", "mrs", "mx"]);

export type SearchWords = {
  /** The whole query as the search text would write it: no accents, lower-case, single spaces. */
  phrase: string;
  /** Its words, longest first, without honorifics. */
  words: string[];
};

/**
 * A query in the search text's own spelling, or null when nothing in it can be searched for. PostgreSQL
 * does the folding, so that query and text can never disagree about an accent.
 */
export async function searchWords(ctx: Ctx, query: string): Promise<SearchWords | null> {
  const [row] = await ctx.db.execute<{ folded: string }>(
    sql`select normalize_search(${query.replaceAll("\0", "").slice(0, 200)}) as folded`,
  );
  const all = (row?.folded ?? "")
    .split(/[\s,;|]+/)
    .map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}+#]+$/gu, ""))
    .filter(Boolean);
  const meant = all.filter((word) => !HONORIFICS.has(word));
  const kept = (meant.length > 0 ? meant : all).slice(0, MAX_WORDS);
  if (kept.length === 0) return null;
  return {
    phrase: kept.join(" "),
    words: [...new Set(kept)].sort((a, b) => b.length - a.length),
  };
}

/** Text as a LIKE pattern that means itself. */
export const escapeLike = (text: string) => text.replace(/[\\%_]/g, "\\$&");
