import type { paperAuthors, papers } from "@/db/schema";
import { researcherId } from "./researcher-rows";
import type { SeedField, SeedPaper } from "./seed-data";
import { seedId } from "./seed-id";

export const paperId = (key: string) => seedId(`paper:${key}`);

/** Papers and the authorship of those researchers that are known here. */
export function paperRows(fields: SeedField[]): {
  papers: (typeof papers.$inferInsert)[];
  authors: (typeof paperAuthors.$inferInsert)[];
} {
  const names = new Map(
    fields.flatMap(({ researchers, unclaimed }) =>
      [...researchers, ...unclaimed].map(({ slug, name }) => [slug, name] as const),
    ),
  );
  const nameOf = (author: string) => {
    if (!author.startsWith("@")) return author;
    const name = names.get(author.slice(1));
    if (!name) throw new Error(`No researcher has the slug ${author.slice(1)}`);
    return name;
  };
  const all = fields.flatMap((field) => field.papers);
  return {
    papers: all.map((paper) => ({
      id: paperId(paper.key),
      title: paper.title,
      doi: `10.5555/colloquy.${paper.key}`,
      year: paper.year,
      venue: paper.venue,
      authorNames: paper.authors.map(nameOf),
    })),
    authors: all.flatMap(authorship),
  };
}

function authorship({ key, authors }: SeedPaper): (typeof paperAuthors.$inferInsert)[] {
  return authors.flatMap((author, index) =>
    author.startsWith("@")
      ? [
          {
            paperId: paperId(key),
            researcherId: researcherId(author.slice(1)),
            position: index + 1,
            isPrimary: index === 0,
          },
        ]
      : [],
  );
}
