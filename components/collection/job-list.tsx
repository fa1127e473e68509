import { LocalWhen } from "@/components/site/local-when";
import { Link } from "@/components/ui/link";
import type { Collection } from "@/lib/researchers/collection/jobs/get-collection";
import { jobSubject, jobTitle, outcomeWords, progressWords } from "./collection-words";
import { isUnderWay, JobState } from "./job-state";
import { ProgressBar } from "./progress-bar";

/** Collections, newest first, each with how far it is. */
export function JobList({ jobs, zone }: { jobs: Collection[]; zone: string }) {
  return (
    <ul className="divide-y border-y">
      {jobs.map((job) => (
        <li key={job.id} className="grid gap-1 py-4">
          <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
            <h3 className="wrap-anywhere min-w-0 text-17">
              <Link href={`/admin/collection/${job.id}`} className="link">
                {jobTitle(job)}
              </Link>
            </h3>
            <JobState job={job} />
          </div>
          <p className="wrap-anywhere text-muted">{jobSubject(job)}</p>
          {isUnderWay(job) && (
            <div className="my-1 max-w-reading">
              <ProgressBar value={job.progress} label={`Progress of ${jobTitle(job)}`} />
            </div>
          )}
          <p className="text-13 text-muted">
            {progressWords(job)} · {outcomeWords(job)} ·{" "}
            <LocalWhen at={job.createdAt} zone={zone} format="dated" />
          </p>
        </li>
      ))}
    </ul>
  );
}
