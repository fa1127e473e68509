import type { Metadata } from "next";
import { adminContext } from "@/app/_pages/admin-context";
import { StateOf } from "@/components/admin/state-of";
import type { Worded } from "@/components/admin/state-words";
import { LocalWhen } from "@/components/site/local-when";
import { pageZone } from "@/components/site/page-zone";
import { TimesIn } from "@/components/site/times-in";
import { Page, PageHeading } from "@/components/ui/page";
import {
  countSuppressions,
  ListRequests,
  listOutreachRequests,
} from "@/lib/operations/admin/list-outreach";
import { fromStart, readSearch, type Search } from "../from-start";
import { wordsOf } from "../state-choices";
import { StateList } from "../state-list";
import { OutreachKinds } from "./outreach-kinds";

export const metadata: Metadata = { title: "Outreach" };

const PATH = "/admin/outreach";

const states = {
  pending: ["Pending", "waiting"],
  accepted: ["Accepted", "accent"],
  declined: ["Declined", "neutral"],
  email_failed: ["Mail failed", "failure"],
} as const satisfies Record<string, Worded>;

const reasons = {
  unsubscribed: "asked for no more mail",
  complained: "called a mail spam",
  bounced: "do not take mail",
  removed: "had their profile removed",
} as const;

/** What readers have asked for, and how many addresses are left alone. */
export default async function OutreachPage({ searchParams }: { searchParams: Search }) {
  const ctx = await adminContext(PATH);
  const { cursor, state: asked } = await readSearch(searchParams);
  const state = ListRequests.shape.state.catch(undefined).parse(asked);
  const [requests, suppressed, zone] = await Promise.all([
    listOutreachRequests(ctx, { limit: 50, cursor, state }).catch(fromStart(PATH)),
    countSuppressions(ctx),
    pageZone(ctx.actor),
  ]);
  const words = suppressed.map(({ reason, count }) => `${count} ${reasons[reason]}`);
  return (
    <Page>
      <PageHeading title="Outreach">
        What readers ask of researchers who are not here yet, the latest first.{" "}
        <TimesIn zone={zone} />.
      </PageHeading>
      <OutreachKinds current={PATH} />
      <p className="mb-6 max-w-reading text-muted">
        {words.length === 0
          ? "No address is left alone for good."
          : `Addresses left alone for good: ${words.join(", ")}.`}
      </p>
      <StateList
        path={PATH}
        states={wordsOf(states)}
        state={state}
        cursor={cursor}
        list={requests}
        caption="Requests"
        columns={[
          { name: "Paper", cell: ({ paperTitle }) => paperTitle },
          { name: "State", cell: ({ status }) => <StateOf state={states[status]} /> },
          { name: "Researcher", cell: ({ researcherName }) => researcherName ?? "Not known" },
          { name: "Asked by", cell: ({ readerName }) => readerName },
          {
            name: "Address",
            cell: ({ addressSource }) =>
              addressSource === "reader" ? "From the reader" : "From the profile",
          },
          {
            name: "Asked",
            cell: ({ createdAt }) => <LocalWhen at={createdAt} zone={zone} format="dated" />,
          },
        ]}
      />
    </Page>
  );
}
