import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { adminContext } from "@/app/_pages/admin-context";
import {
  jobSubject,
  jobTitle,
  outcomeWords,
  progressWords,
} from "@/components/collection/collection-words";
import { isUnderWay, JobState } from "@/components/collection/job-state";
import { ProgressBar } from "@/components/collection/progress-bar";
import { SourceTable } from "@/components/collection/source-table";
import { ActButton } from "@/components/forms/act-button";
import { pageZone } from "@/components/site/page-zone";
import { QuietRefresh } from "@/components/site/quiet-refresh";
import { TimesIn } from "@/components/site/times-in";
import { Link } from "@/components/ui/link";
import { Page, PageHeading } from "@/components/ui/page";
import type { Ctx } from "@/lib/platform/context";
import { DomainError } from "@/lib/platform/errors";
import { listCandidates } from "@/lib/researchers/collection/candidates/list-candidates";
import { type Collection, getCollection } from "@/lib/researchers/collection/jobs/get-collection";
import { askAgain } from "../actions";
import { Candidates } from "../candidates";

export const metadata: Metadata = { title: "A collection" };

type Params = Promise<{ jobId: string }>;

/** One collection: how far each source is, and what a person has to decide. */
export default async function CollectionJobPage({ params }: { params: Params }) {
  const { jobId } = await params;
  const ctx = await adminContext(`/admin/collection/${encodeURIComponent(jobId)}`);
  const job = await findCollection(ctx, jobId);
  const [open, decided, zone] = await Promise.all([
    listCandidates(ctx, { jobId, isDecided: false }),
    listCandidates(ctx, { jobId, isDecided: true }),
    pageZone(ctx.actor),
  ]);
  const canAskAgain =
    !isUnderWay(job) && job.sources.some(({ state }) => state !== "done" && state !== "skipped");
  return (
    <Page width="reading">
      <p className="mb-4 text-15">
        <Link href="/admin/collection" className="link">
          All collections
        </Link>
      </p>
      <PageHeading title={jobTitle(job)}>
        {jobSubject(job)}. <TimesIn zone={zone} />.
      </PageHeading>
      {isUnderWay(job) && <QuietRefresh everyMs={1_500} times={600} />}
      <div className="grid grid-cols-[minmax(0,1fr)] gap-10">
        <section aria-labelledby="progress" className="grid gap-3">
          <div className="flex flex-wrap items-baseline justify-between gap-3">
            <h2 id="progress" className="text-21">
              Progress
            </h2>
            <JobState job={job} />
          </div>
          <ProgressBar value={job.progress} label={`Progress of ${jobTitle(job)}`} />
          <p role="status" className="text-muted">
            {progressWords(job)}. {outcomeWords(job)}.
          </p>
          <SourceTable sources={job.sources} zone={zone} />
          {canAskAgain && (
            <div className="mt-2 grid gap-2">
              <ActButton
                variant="secondary"
                pendingLabel="Asking"
                action={askAgain.bind(null, job.id)}
              >
                Ask again who gave no answer
              </ActButton>
            </div>
          )}
          <Whereto job={job} />
        </section>
        {open.length > 0 && (
          <section aria-labelledby="decide">
            <h2 id="decide" className="mb-4 text-21">
              To decide
            </h2>
            <Candidates candidates={open} zone={zone} />
          </section>
        )}
        {decided.length > 0 && (
          <section aria-labelledby="decided">
            <h2 id="decided" className="mb-4 text-21">
              Decided
            </h2>
            <Candidates candidates={decided} zone={zone} />
          </section>
        )}
      </div>
    </Page>
  );
}

/** Where a person's facts went. */
function Whereto({ job }: { job: Collection }) {
  if (job.kind === "institution" || isUnderWay(job)) return null;
  if (!job.profile) return <p>No profile was made, and none was found.</p>;
  return (
    <p>
      In the profile of{" "}
      <Link href={`/researchers/${job.profile.slug}`} className="link">
        {job.profile.name}
      </Link>
      {job.profile.standing === "hidden" && ", which nobody else sees until it is matched"}.
    </p>
  );
}

async function findCollection(ctx: Ctx, jobId: string): Promise<Collection> {
  try {
    return await getCollection(ctx, jobId);
  } catch (error) {
    if (error instanceof DomainError && error.code === "NOT_FOUND") notFound();
    throw error;
  }
}
