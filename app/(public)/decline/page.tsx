import type { Metadata } from "next";
import type { ReactNode } from "react";
import { OneButtonForm } from "@/components/outreach/one-button-form";
import { LinkButton } from "@/components/ui/button";
import { Page, PageHeading } from "@/components/ui/page";
import { type InvitationReading, readInvitation } from "@/lib/outreach/read-invitation";
import { systemContext } from "@/lib/platform/context";
import { decline } from "./actions";

// The address holds a secret: it must not travel on to other sites.
export const metadata: Metadata = {
  title: "Decline an invitation",
  referrer: "same-origin",
  robots: { index: false },
};

type Search = Promise<Record<string, string | string[] | undefined>>;

/** Shows what is about to be declined; only the button declines it. */
export default async function DeclinePage({ searchParams }: { searchParams: Search }) {
  const { token: given } = await searchParams;
  const token = typeof given === "string" ? given : "";
  const invitation = await readInvitation(systemContext(), token);
  return (
    <Page width="form">
      <Answer invitation={invitation} token={token} />
    </Page>
  );
}

function Answer({
  invitation,
  token,
}: {
  invitation: InvitationReading;
  token: string;
}): ReactNode {
  if (invitation.state === "foreign")
    return (
      <PageHeading title="This link does not lead to an invitation">
        It may have been cut short on the way. Open it from the mail once more, or copy all of it.
      </PageHeading>
    );
  if (invitation.state === "declined")
    return (
      <PageHeading title="You have declined">
        Thank you for saying so; whoever asked knows not to wait. We will not invite you for 90
        days, whoever asks. If you never want to be invited, use the link to unsubscribe in the
        mail.
      </PageHeading>
    );
  if (invitation.state === "used")
    return (
      <>
        <PageHeading title="You have joined already">
          There is nothing to decline any more. You can hide your profile at any time.
        </PageHeading>
        <LinkButton href="/dashboard/profile">Go to your profile</LinkButton>
      </>
    );
  const [first] = invitation.asks;
  return (
    <>
      <PageHeading title="Decline this invitation?">
        {first
          ? `${first.readerName} asked to talk with you about “${first.paper.title}”.`
          : "Readers asked to talk with you about your work."}
      </PageHeading>
      <div className="grid gap-6">
        <p>
          Whoever asked will know not to wait, without a reason. We will not invite you again for 90
          days, and no reminder follows.
        </p>
        <OneButtonForm
          label="Decline the invitation"
          pendingLabel="Declining"
          action={decline.bind(null, token)}
        />
        {invitation.state === "live" && (
          <p className="text-15 text-muted">
            Not sure?{" "}
            <a href={`/register?${new URLSearchParams({ token })}`} className="link">
              See how it works
            </a>{" "}
            first.
          </p>
        )}
      </div>
    </>
  );
}
