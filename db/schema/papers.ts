import { boolean, index, pgTable, primaryKey, smallint, text, uuid } from "drizzle-orm/pg-core";
import { citext, createdAt, primaryId, updatedAt } from "./columns";
import { researchers } from "./researchers";

export const papers = pgTable("papers", {
  id: primaryId(),
  title: text("title").notNull(),
  doi: citext("doi").unique(),
  openalexId: text("openalex_id").unique(),
  year: smallint("year"),
  venue: text("venue"),
  isRetracted: boolean("is_retracted").notNull().default(false),
  /** All authors' names in order, as printed; the ones known here are in paper_authors. */
  authorNames: text("author_names").array().notNull(),
  createdAt: createdAt(),
  updatedAt: updatedAt(),
});

export const paperAuthors = pgTable(
  "paper_authors",
  {
    paperId: uuid("paper_id")
      .notNull()
      .references(() => papers.id, { onDelete: "cascade" }),
    researcherId: uuid("researcher_id")
      .notNull()
      .references(() => researchers.id, { onDelete: "cascade" }),
    /** Place among the authors, from 1. */
    position: smallint("position").notNull(),
    isPrimary: boolean("is_primary").notNull().default(false),
    /** The ORCID iD that the paper's own byline gives for this author, as far as a source told it. */
    bylineOrcid: citext("byline_orcid"),
  },
  (t) => [
    primaryKey({ columns: [t.paperId, t.researcherId] }),
    index("paper_authors_researcher").on(t.researcherId),
  ],
);
