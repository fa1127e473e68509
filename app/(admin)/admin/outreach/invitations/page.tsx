import type { Metadata } from "next";
import { adminContext } from "@/app/_pages/admin-context";
import { StateOf } from "@/components/admin/state-of";
import type { Worded } from "@/components/admin/state-words";
import { LocalWhen } from "@/components/site/local-when";
import { pageZone } from "@/components/site/page-zone";
import { TimesIn } from "@/components/site/times-in";
import { Page, PageHeading } from "@/components/ui/page";
import { ListInvitations, listInvitations } from "@/lib/operations/admin/list-outreach";
import { fromStart, readSearch, type Search } from "../../from-start";
import { wordsOf } from "../../state-choices";
import { StateList } from "../../state-list";
import { OutreachKinds } from "../outreach-kinds";

export const metadata: Metadata = { title: "Invitations" };

const PATH = "/admin/outreach/invitations";

const states = {
  open: ["Open", "waiting"],
  accepted: ["Accepted", "accent"],
  declined: ["Declined", "neutral"],
  failed: ["Failed", "failure"],
} as const satisfies Record<string, Worded>;

const failures = {
  not_sent: "The mail could not be sent",
  bounced: "The mail came back",
  complained: "It was called spam",
  suppressed: "The address is to be left alone",
} as const;

/** What was sent because of what readers asked for; of each address only its domain. */
export default async function InvitationsPage({ searchParams }: { searchParams: Search }) {
  const ctx = await adminContext(PATH);
  const { cursor, state: asked } = await readSearch(searchParams);
  const state = ListInvitations.shape.state.catch(undefined).parse(asked);
  const [invitations, zone] = await Promise.all([
    listInvitations(ctx, { limit: 50, cursor, state }).catch(fromStart(PATH)),
    pageZone(ctx.actor),
  ]);
  return (
    <Page>
      <PageHeading title="Invitations">
        One for each address, however many readers ask, the latest first. <TimesIn zone={zone} />.
      </PageHeading>
      <OutreachKinds current={PATH} />
      <StateList
        path={PATH}
        states={wordsOf(states)}
        state={state}
        cursor={cursor}
        list={invitations}
        caption="Invitations"
        columns={[
          {
            name: "To",
            cell: ({ domain }) => (domain ? `An address at ${domain}` : "A forgotten address"),
          },
          { name: "State", cell: (invitation) => <StateOf state={states[invitation.state]} /> },
          { name: "Why", cell: ({ failure }) => (failure ? failures[failure] : "–") },
          { name: "Researcher", cell: ({ researcherName }) => researcherName ?? "Not known" },
          {
            name: "Made",
            cell: ({ createdAt }) => <LocalWhen at={createdAt} zone={zone} format="dated" />,
          },
          {
            name: "Mailed",
            cell: ({ mailedAt }) =>
              mailedAt ? <LocalWhen at={mailedAt} zone={zone} format="dated" /> : "Not yet",
          },
        ]}
      />
    </Page>
  );
}
