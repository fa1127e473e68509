import { eq } from "drizzle-orm";
import { formerSlugs, researchers } from "@/db/schema/researchers";
import type { Ctx } from "@/lib/platform/context";

/** The slug that a profile has now, given one that it had before; null for any other text. */
export async function findCurrentSlug({ db }: Ctx, former: string): Promise<string | null> {
  if (former.includes("\0")) return null;
  const [row] = await db
    .select({ slug: researchers.slug })
    .from(formerSlugs)
    .innerJoin(researchers, eq(researchers.id, formerSlugs.researcherId))
    .where(eq(formerSlugs.slug, former));
  return row?.slug ?? null;
}
