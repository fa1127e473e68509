import { z } from "zod";
import type { Paper } from "@/lib/papers/paper";
import { instant } from "@/lib/platform/time";
import type { WorkRecord } from "@/lib/scholarly/records";
import type { BylineEntry } from "./list-byline";

const AuthorView = z.object({
  position: z.int().describe("Place among the authors, from 1"),
  name: z.string().describe("As printed"),
  researcher_id: z.guid().nullable().describe("The author's profile here, if there is one"),
  standing: z.enum(["listed", "unclaimed", "hidden"]).nullable(),
});

/** A paper in the API. */
export const PaperView = z
  .object({
    id: z
      .guid()
      .nullable()
      .describe("Null for a paper that is not kept yet: ask for its DOI to have it kept"),
    title: z.string(),
    doi: z.string().nullable(),
    arxiv_id: z.string().nullable(),
    year: z.int().nullable(),
    venue: z.string().nullable(),
    is_retracted: z.boolean(),
    authors: z.array(AuthorView).describe("In the paper's order"),
    source: z.string().nullable().describe("The scholarly source that told of it"),
    fetched_at: instant.nullable(),
  })
  .meta({ id: "Paper" });

/** A paper that is kept here. */
export const encodePaper = (paper: Paper, byline: BylineEntry[]) =>
  PaperView.encode({
    id: paper.id,
    title: paper.title,
    doi: paper.doi,
    arxiv_id: paper.arxivId,
    year: paper.year,
    venue: paper.venue,
    is_retracted: paper.isRetracted,
    authors: byline.map(({ position, name, researcher }) => ({
      position,
      name,
      researcher_id: researcher?.id ?? null,
      standing: researcher?.standing ?? null,
    })),
    source: paper.source,
    fetched_at: paper.fetchedAt,
  });

/** A work that a source told of, and that is not kept. */
export const encodeWork = (work: WorkRecord) =>
  PaperView.encode({
    id: null,
    title: work.title,
    doi: work.doi,
    arxiv_id: work.arxivId,
    year: work.year,
    venue: work.venue,
    is_retracted: work.isRetracted,
    authors: work.byline.map(({ position, name }) => ({
      position,
      name,
      researcher_id: null,
      standing: null,
    })),
    source: work.origin.source,
    fetched_at: work.origin.fetchedAt,
  });
