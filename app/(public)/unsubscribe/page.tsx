import type { Metadata } from "next";
import { OneButtonForm } from "@/components/outreach/one-button-form";
import { Link } from "@/components/ui/link";
import { Page, PageHeading } from "@/components/ui/page";
import { optionalMailWords } from "@/lib/notifications/choices/optional-mails";
import { readUnsubscribeLink } from "@/lib/notifications/choices/unsubscribe-by-link";
import { systemContext } from "@/lib/platform/context";
import { leave } from "./actions";

// The address holds a secret: it must not travel on to other sites.
export const metadata: Metadata = {
  title: "Unsubscribe",
  referrer: "same-origin",
  robots: { index: false },
};

type Search = Promise<Record<string, string | string[] | undefined>>;

/** Says what unsubscribing means; only the button does it. */
export default async function UnsubscribePage({ searchParams }: { searchParams: Search }) {
  const { token: given } = await searchParams;
  const token = typeof given === "string" ? given : "";
  const { state, kind } = await readUnsubscribeLink(systemContext(), token);
  if (kind) {
    const { plural } = optionalMailWords[kind];
    return (
      <Page width="form">
        <PageHeading title={state === "done" ? "They are switched off" : "Switch them off?"}>
          {state === "done" ? `You get no more ${plural}.` : `You would get no more ${plural}.`}
        </PageHeading>
        <div className="grid gap-6">
          {state === "open" && (
            <OneButtonForm
              label="Switch them off"
              pendingLabel="Switching off"
              action={leave.bind(null, token)}
            />
          )}
          <p className="text-muted">
            On{" "}
            <Link href="/account/notifications" className="link">
              your account
            </Link>{" "}
            you choose which mails you get, and can have these again.
          </p>
        </div>
      </Page>
    );
  }
  return (
    <Page width="form">
      {state === "foreign" && (
        <PageHeading title="This link is not complete">
          It may have been cut short on the way. Open it from the mail once more, or copy all of it.
        </PageHeading>
      )}
      {state === "done" && (
        <PageHeading title="You are unsubscribed">
          Nobody can invite this address to Colloquy any more, and we will not write to it about
          anything that you did not start yourself.
        </PageHeading>
      )}
      {state === "open" && (
        <>
          <PageHeading title="Never be invited again?">
            This holds for the address that our mail went to, for good, whoever asks.
          </PageHeading>
          <div className="grid gap-6">
            <p>
              An invitation that is still open is declined. Of the address itself we keep only a
              fingerprint, to know that we must not write to it.
            </p>
            <OneButtonForm
              label="Unsubscribe"
              pendingLabel="Unsubscribing"
              action={leave.bind(null, token)}
            />
          </div>
        </>
      )}
    </Page>
  );
}
