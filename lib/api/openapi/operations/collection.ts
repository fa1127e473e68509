import { z } from "zod";
import {
  CollectInstitution,
  CollectResearcher,
} from "@/lib/researchers/collection/collection-input";
import { CollectionView } from "@/lib/researchers/collection/collection-view";
import { ResearcherView } from "@/lib/researchers/researcher-view";
import { envelope, type Operation } from "../operation";

export const collectionOperations: readonly Operation[] = [
  {
    id: "collectResearcher",
    method: "post",
    path: "/consulting/researchers/collect",
    tag: "Collection",
    summary: "Collect what academic databases know of one researcher",
    description:
      "Starts from the paper, then from the author's ids; nobody is ever matched by name alone. With `run_in_background: false` the answer waits up to 20 seconds for the profile.",
    audience: "researcher",
    body: CollectResearcher,
    answer: envelope(
      z.object({
        status: z.enum(["processing", "completed"]),
        researcher_id: z.guid().nullable(),
        job_id: z.guid(),
        researcher: ResearcherView.optional(),
      }),
    ),
  },
  {
    id: "collectInstitution",
    method: "post",
    path: "/consulting/researchers/collect-by-institution",
    tag: "Collection",
    summary: "Collect the researchers of an institution",
    audience: "admin",
    body: CollectInstitution,
    answer: envelope(
      z.object({
        status: z.literal("background_started"),
        institution: z.string(),
        limit: z.int(),
        job_id: z.guid(),
      }),
    ),
  },
  {
    id: "getCollection",
    method: "get",
    path: "/consulting/researchers/collect/{job_id}",
    tag: "Collection",
    summary: "How far a collection is, source by source",
    audience: "researcher",
    answer: envelope(CollectionView),
  },
];
