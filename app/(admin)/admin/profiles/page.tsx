import type { Metadata } from "next";
import { adminContext } from "@/app/_pages/admin-context";
import { ActButton } from "@/components/forms/act-button";
import { ConfirmDialog } from "@/components/forms/confirm-dialog";
import { Citation } from "@/components/researchers/citation";
import { DataList } from "@/components/ui/data-list";
import { EmptyState } from "@/components/ui/empty-state";
import { formatDate } from "@/components/ui/format-when";
import { Page, PageHeading } from "@/components/ui/page";
import {
  listWaitingRequests,
  type WaitingRequest,
} from "@/lib/registration/requests/list-requests";
import { decide } from "./actions";

export const metadata: Metadata = { title: "Profiles" };

/** Claims and removals of collected profiles that an address did not prove. */
export default async function ProfileRequestsPage() {
  const ctx = await adminContext("/admin/profiles");
  const requests = await listWaitingRequests(ctx);
  return (
    <Page>
      <PageHeading title="Profiles to decide">
        Somebody has confirmed an address, and it does not show by itself that the profile is
        theirs.
      </PageHeading>
      {requests.length === 0 ? (
        <EmptyState title="Nothing waits">New requests arrive here, and by mail.</EmptyState>
      ) : (
        <ul className="divide-y border-y">
          {requests.map((request) => (
            <li key={request.id} className="py-8">
              <Request request={request} zone={ctx.actor.timeZone} />
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}

function Request({ request, zone }: { request: WaitingRequest; zone: string }) {
  const { id, kind, email, createdAt, profile, papers, applicant } = request;
  const isClaim = kind === "claim";
  return (
    <article aria-labelledby={`request-${id}`} className="grid max-w-reading gap-5">
      <h2 id={`request-${id}`} className="text-21">
        {isClaim ? `Is this ${profile.name}?` : `Remove the profile of ${profile.name}?`}
      </h2>
      <DataList
        rows={[
          [
            "Asked from",
            <span key="email" className="wrap-anywhere">
              {email}
            </span>,
          ],
          ["Asked on", formatDate(createdAt, zone, { year: true })],
          [
            "Collected",
            [profile.name, profile.affiliation, profile.orcid].filter(Boolean).join(", "),
          ],
          applicant
            ? [
                "Their own profile",
                [applicant.name, applicant.affiliation].filter(Boolean).join(", "),
              ]
            : null,
        ]}
      />
      {papers.length > 0 && (
        <ul className="grid gap-4">
          {papers.map((paper) => (
            <li key={paper.id}>
              <Citation paper={paper} position={paper.position} />
            </li>
          ))}
        </ul>
      )}
      <div className="flex flex-wrap items-start gap-3">
        {isClaim ? (
          <ActButton pendingLabel="Giving" action={decide.bind(null, id, true)}>
            {applicant ? "It is: join the two" : "It is: let them have it"}
          </ActButton>
        ) : (
          <ConfirmDialog
            label="Remove it for good"
            title={`Remove the profile of ${profile.name}?`}
            confirmLabel="Remove it"
            pendingLabel="Removing"
            keepLabel="Keep it"
            action={decide.bind(null, id, true)}
          >
            <p>It cannot be undone, and no profile of this person is collected again.</p>
          </ConfirmDialog>
        )}
        <ActButton
          variant="secondary"
          pendingLabel="Refusing"
          action={decide.bind(null, id, false)}
        >
          {isClaim ? "Not proved: refuse" : "Show it again"}
        </ActButton>
      </div>
    </article>
  );
}
