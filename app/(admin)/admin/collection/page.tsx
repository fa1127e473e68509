import type { Metadata } from "next";
import { adminContext } from "@/app/_pages/admin-context";
import { CollectInstitutionForm, CollectPersonForm } from "@/components/collection/collect-forms";
import { JobList } from "@/components/collection/job-list";
import { isUnderWay } from "@/components/collection/job-state";
import { pageZone } from "@/components/site/page-zone";
import { QuietRefresh } from "@/components/site/quiet-refresh";
import { TimesIn } from "@/components/site/times-in";
import { Page, PageHeading } from "@/components/ui/page";
import { listCandidates } from "@/lib/researchers/collection/candidates/list-candidates";
import { listCollections } from "@/lib/researchers/collection/jobs/get-collection";
import { collectPeople, collectPerson } from "./actions";
import { Candidates } from "./candidates";

export const metadata: Metadata = { title: "Collection" };

/** How many pairs are shown at once, longest waiting first. */
const SHOWN = 3;

/** Collecting people from the scholarly sources: what to decide, what is under way, and a new one. */
export default async function CollectionPage() {
  const ctx = await adminContext("/admin/collection");
  const [jobs, candidates, zone] = await Promise.all([
    listCollections(ctx),
    listCandidates(ctx, { isDecided: false }),
    pageZone(ctx.actor),
  ]);
  return (
    <Page>
      <PageHeading title="Collection">
        Researchers from the scholarly sources, who are not on Colloquy themselves yet.{" "}
        <TimesIn zone={zone} />.
      </PageHeading>
      {jobs.some(isUnderWay) && <QuietRefresh everyMs={2_000} times={600} />}
      <div className="grid grid-cols-[minmax(0,1fr)] gap-12">
        {candidates.length > 0 && (
          <section aria-labelledby="decide">
            <h2 id="decide" className="mb-4 text-28">
              To decide
            </h2>
            <Candidates candidates={candidates.slice(0, SHOWN)} zone={zone} />
            {candidates.length > SHOWN && (
              <p className="mt-4 text-muted">
                More are waiting; they follow once these are decided, and stand with their
                collections below.
              </p>
            )}
          </section>
        )}
        <section aria-labelledby="collect">
          <h2 id="collect" className="mb-4 text-28">
            Collect
          </h2>
          <div className="grid grid-cols-[minmax(0,1fr)] gap-10 md:grid-cols-2">
            <CollectPersonForm action={collectPerson} />
            <CollectInstitutionForm action={collectPeople} />
          </div>
        </section>
        <section aria-labelledby="jobs">
          <h2 id="jobs" className="mb-4 text-28">
            Collections
          </h2>
          {jobs.length > 0 ? (
            <JobList jobs={jobs} zone={zone} />
          ) : (
            <p className="text-muted">Nothing has been collected yet.</p>
          )}
        </section>
      </div>
    </Page>
  );
}
