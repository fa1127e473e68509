import type { Metadata } from "next";
import { adminContext } from "@/app/_pages/admin-context";
import { detailWords } from "@/components/admin/act-words";
import { ActButton } from "@/components/forms/act-button";
import { LocalWhen } from "@/components/site/local-when";
import { pageZone } from "@/components/site/page-zone";
import { TimesIn } from "@/components/site/times-in";
import { Badge } from "@/components/ui/badge";
import { Choices } from "@/components/ui/choices";
import { Page, PageHeading } from "@/components/ui/page";
import {
  type FailedJob,
  ListFailedJobs,
  listFailedJobs,
} from "@/lib/operations/admin/list-failed-jobs";
import { fromStart, readSearch, type Search } from "../from-start";
import { LatestTable } from "../latest-table";
import { stateChoices } from "../state-choices";
import { runAgain } from "./actions";

export const metadata: Metadata = { title: "Jobs" };

const PATH = "/admin/jobs";

/** Runs of jobs that gave up, to be run again. */
export default async function JobsPage({ searchParams }: { searchParams: Search }) {
  const ctx = await adminContext(PATH);
  const { cursor, state: asked } = await readSearch(searchParams);
  const state = ListFailedJobs.shape.state.catch("open").parse(asked);
  const [jobs, zone] = await Promise.all([
    listFailedJobs(ctx, { limit: 50, cursor, state }).catch(fromStart(PATH)),
    pageZone(ctx.actor),
  ]);
  const given = { state: state === "open" ? undefined : state };
  const choices = [
    [undefined, "To deal with"],
    ["all", "All"],
  ] as const;
  return (
    <Page>
      <PageHeading title="Jobs">
        What gave up after its last retry. Running it again is safe: whatever was done already is
        not done twice. <TimesIn zone={zone} />.
      </PageHeading>
      <Choices className="mb-6" label="Jobs" choices={stateChoices(PATH, choices, given.state)} />
      <LatestTable
        path={PATH}
        given={given}
        cursor={cursor}
        list={jobs}
        caption="Jobs that gave up"
        empty="No job has given up"
        emptyHint="They arrive here, and by mail."
        columns={[
          { name: "Job", cell: ({ job }) => job.replace(/^colloquy-/, "") },
          { name: "Event", cell: (job) => <Cause job={job} /> },
          { name: "Error", cell: ({ error }) => error },
          {
            name: "Gave up",
            cell: ({ createdAt }) => <LocalWhen at={createdAt} zone={zone} format="dated" />,
          },
          { name: "What now", cell: (job) => <Next job={job} zone={zone} /> },
        ]}
      />
    </Page>
  );
}

function Cause({ job }: { job: FailedJob }) {
  if (!job.eventName) return "A clock";
  return (
    <>
      {job.eventName}
      <span className="block text-13 text-muted">{detailWords(job.eventData)}</span>
    </>
  );
}

function Next({ job, zone }: { job: FailedJob; zone: string }) {
  if (job.runAgainAt) {
    return (
      <>
        Run again <LocalWhen at={job.runAgainAt} zone={zone} format="dated" />
      </>
    );
  }
  if (!job.isOpen) return <Badge>Resolved</Badge>;
  if (!job.eventName) return "It comes again by itself: resolve its alert";
  return (
    <ActButton
      variant="secondary"
      size="small"
      pendingLabel="Sending"
      action={runAgain.bind(null, job.id)}
    >
      Run again<span className="sr-only"> {job.job}</span>
    </ActButton>
  );
}
