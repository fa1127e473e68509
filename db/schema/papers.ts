import { sql } from "drizzle-orm";
import {
  boolean,
  index,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { citext, createdAt, instant, primaryId, updatedAt } from "./columns";
import { researchers } from "./researchers";

export const papers = pgTable(
  "papers",
  {
    id: primaryId(),
    title: text("title").notNull(),
    doi: citext("doi").unique(),
    arxivId: citext("arxiv_id").unique(),
    openalexId: text("openalex_id").unique(),
    year: smallint("year"),
    venue: text("venue"),
    isRetracted: boolean("is_retracted").notNull().default(false),
    /** All authors' names in order, as printed; the ones known here are in paper_authors. */
    authorNames: text("author_names").array().notNull(),
    /** The scholarly source that told of it, its id there, and when; null for what was written here. */
    source: text("source"),
    sourceId: text("source_id"),
    fetchedAt: instant("fetched_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  // By the words of its title, however they are written.
  (t) => [index("papers_title").using("hash", sql`search_text_of(${t.title}, '{}')`)],
);

/** A paper's authors as its source prints them, with whatever the source knows them by. */
export const paperByline = pgTable(
  "paper_byline",
  {
    paperId: uuid("paper_id")
      .notNull()
      .references(() => papers.id, { onDelete: "cascade" }),
    /** Place among the authors, from 1. */
    position: smallint("position").notNull(),
    name: text("name").notNull(),
    orcid: citext("orcid"),
    openalexId: text("openalex_id"),
    semanticScholarId: text("semantic_scholar_id"),
    institutions: jsonb("institutions").$type<{ name: string; rorId: string | null }[]>().notNull(),
    isCorresponding: boolean("is_corresponding").notNull().default(false),
  },
  (t) => [primaryKey({ columns: [t.paperId, t.position] })],
);

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
