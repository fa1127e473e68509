import { asc, eq, exists, sql } from "drizzle-orm";
import { paperAuthors, papers } from "@/db/schema/papers";
import { researchers } from "@/db/schema/researchers";
import type { Ctx } from "@/lib/platform/context";

/** How many addresses one sitemap may hold, by its protocol. */
const MOST = 50_000;

export type PublicAddress = { path: string; changedAt: Date };

/** The paths of listed profiles and of papers with one among their authors, for search engines. */
export async function listPublicAddresses({ db }: Ctx): Promise<PublicAddress[]> {
  const profiles = await db
    .select({ slug: researchers.slug, changedAt: researchers.updatedAt })
    .from(researchers)
    .where(eq(researchers.standing, "listed"))
    .orderBy(asc(researchers.id))
    .limit(MOST);
  const listedAuthor = db
    .select({ one: sql`1` })
    .from(paperAuthors)
    .innerJoin(researchers, eq(researchers.id, paperAuthors.researcherId))
    .where(sql`${paperAuthors.paperId} = ${papers.id} and ${researchers.standing} = 'listed'`);
  const written = await db
    .select({ id: papers.id, changedAt: papers.updatedAt })
    .from(papers)
    .where(exists(listedAuthor))
    .orderBy(asc(papers.id))
    .limit(MOST);
  const addresses = [
    ...profiles.map(({ slug, changedAt }) => ({ path: `/researchers/${slug}`, changedAt })),
    ...written.map(({ id, changedAt }) => ({ path: `/papers/${id}`, changedAt })),
  ];
  return addresses.slice(0, MOST);
}
