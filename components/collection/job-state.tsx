import { Badge } from "@/components/ui/badge";
import type { Collection } from "@/lib/researchers/collection/jobs/get-collection";
import { jobStateWords } from "./collection-words";

const tones = {
  waiting: "waiting",
  running: "waiting",
  done: "accent",
  failed: "failure",
} as const satisfies Record<Collection["state"], string>;

export function JobState({ job }: { job: Collection }) {
  return <Badge tone={tones[job.state]}>{jobStateWords[job.state]}</Badge>;
}

export const isUnderWay = ({ state }: Collection) => state === "waiting" || state === "running";
