import { papers } from "@/db/schema/papers";

/** What a citation needs. `authorNames` are all authors as printed, in order. */
export const paperColumns = {
  id: papers.id,
  title: papers.title,
  doi: papers.doi,
  arxivId: papers.arxivId,
  year: papers.year,
  venue: papers.venue,
  isRetracted: papers.isRetracted,
  authorNames: papers.authorNames,
  source: papers.source,
  fetchedAt: papers.fetchedAt,
};

export type Paper = Pick<typeof papers.$inferSelect, keyof typeof paperColumns>;
