import { z } from "zod";
import { instant } from "@/lib/platform/time";
import type { Collection } from "./jobs/get-collection";

const Source = z.object({
  source: z.enum(["openalex", "crossref", "semantic_scholar", "orcid", "ror"]),
  status: z.enum(["waiting", "running", "done", "skipped", "failed"]),
  found: z.int().describe("Records taken so far"),
  total: z.int().nullable().describe("Of how many, once known"),
  note: z.string().nullable().describe("Why it failed, was left out, or waits"),
  retry_at: instant.nullable(),
});

/** How far a collection is. */
export const CollectionView = z
  .object({
    job_id: z.guid(),
    kind: z.enum(["researcher", "institution"]),
    status: z.enum(["waiting", "running", "done", "failed"]),
    progress: z.number().min(0).max(1),
    researcher_id: z
      .guid()
      .nullable()
      .describe("The profile that was filled; null until it is there, and for institutions"),
    institution: z.string().nullable(),
    sources: z.array(Source),
    created: z.int().describe("Records that made a profile"),
    linked: z.int().describe("Records of profiles that were here"),
    undecided: z.int().describe("Records that a person must look at"),
    created_at: instant,
    finished_at: instant.nullable(),
  })
  .meta({ id: "Collection" });

export const viewCollection = (job: Collection): z.input<typeof CollectionView> =>
  CollectionView.encode({
    job_id: job.id,
    kind: job.kind,
    status: job.state,
    progress: Math.round(job.progress * 100) / 100,
    researcher_id: job.profile?.id ?? null,
    institution: job.input.institution ?? null,
    sources: job.sources.map(({ source, state, found, total, note, retryAt }) => ({
      source,
      status: state,
      found,
      total,
      note,
      retry_at: retryAt,
    })),
    ...job.outcomes,
    created_at: job.createdAt,
    finished_at: job.finishedAt,
  });
