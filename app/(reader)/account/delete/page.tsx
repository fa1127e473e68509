import type { Metadata } from "next";
import { signedInContext } from "@/app/_pages/signed-in-context";
import { DeleteForm } from "@/components/accounts/delete-form";
import { ActButton } from "@/components/forms/act-button";
import { pageZone } from "@/components/site/page-zone";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { Page, PageHeading } from "@/components/ui/page";
import { When } from "@/components/ui/when";
import { type Deletion, readDeletion } from "@/lib/accounts/read-deletion";
import { mailDeletionLink, removeAccount } from "./actions";

// The address can hold a secret: it must not travel on to other sites.
export const metadata: Metadata = { title: "Delete your account", referrer: "same-origin" };

type Search = Promise<Record<string, string | string[] | undefined>>;

/** Says what deleting means and what is in its way; only the form does it. */
export default async function DeleteAccountPage({ searchParams }: { searchParams: Search }) {
  const { token: given } = await searchParams;
  const token = typeof given === "string" ? given.slice(0, 200) : "";
  const back = token ? `/account/delete?${new URLSearchParams({ token })}` : "/account/delete";
  const ctx = await signedInContext(back);
  const { email, researcherId } = ctx.actor;
  const deletion = await readDeletion(ctx);
  const { obstacles, canceled, hasPassword, isMember } = deletion;
  return (
    <Page width="form">
      <PageHeading title="Delete your account">This cannot be undone.</PageHeading>
      <div className="grid gap-10">
        <section className="grid gap-3">
          <h2 className="text-21">What happens</h2>
          <ul className="ml-5 grid list-disc gap-2">
            <li>You are signed out everywhere at once, and your API tokens stop working.</li>
            <li>
              Your name, e-mail address, password and questions are removed
              {researcherId !== null &&
                ", and so are your profile, picture, hours, calendars and ORCID iD. Your profile is not made again from public sources; your papers stay"}
              .
            </li>
            <li>
              Sessions, payments and refunds stay without your name, as the law asks of us, and so
              do your reviews. Others then see “Former reader”
              {researcherId !== null && " or “Former researcher”"}.
            </li>
            {isMember && (
              <li>Your membership ends at once. What you paid for this month is not paid back.</li>
            )}
            <li>Money that is on its way back to your card still arrives.</li>
            {researcherId !== null && (
              <li>Your account at Stripe is yours, and stays there until you close it.</li>
            )}
            <li>A last mail confirms it. You can sign up with the same address again.</li>
          </ul>
          <p className="text-muted">
            Before you go, you can{" "}
            <Link href="/account/data" className="link">
              take a copy of all we have about you
            </Link>
            .
          </p>
        </section>
        {obstacles.length > 0 ? (
          <Obstacles obstacles={obstacles} />
        ) : (
          <section className="grid gap-5 border-t pt-6">
            <h2 className="text-21">Delete it</h2>
            {canceled.length > 0 && (
              <Canceled canceled={canceled} zone={await pageZone(ctx.actor)} />
            )}
            {token || hasPassword ? (
              <DeleteForm
                email={email}
                isProven={token !== ""}
                canceled={canceled.length}
                action={removeAccount.bind(null, token)}
              />
            ) : (
              <>
                <p>
                  Your account has no password. We mail you a link instead, so that we know it is
                  you.
                </p>
                <ActButton
                  pendingLabel="Sending"
                  done={`A link is on its way to ${email}. It works for one hour.`}
                  variant="secondary"
                  action={mailDeletionLink}
                >
                  Mail me the link
                </ActButton>
              </>
            )}
          </section>
        )}
      </div>
    </Page>
  );
}

function Obstacles({ obstacles }: Pick<Deletion, "obstacles">) {
  return (
    <section className="grid gap-4 border-t pt-6">
      <h2 className="text-21">To be settled first</h2>
      <Notice tone="waiting" title="The account cannot be deleted yet.">
        <p>Come back once this is settled; nothing has been changed.</p>
      </Notice>
      <ul className="divide-y border-y">
        {obstacles.map(({ kind, message, path }) => (
          <li key={`${kind} ${path}`} className="flex flex-wrap justify-between gap-x-6 py-3">
            <span className="min-w-0 flex-1 basis-64">{message}.</span>
            <Link href={path} className="link">
              See it<span className="sr-only">: {message}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Canceled({ canceled, zone }: Pick<Deletion, "canceled"> & { zone: string }) {
  return (
    <div className="grid gap-3">
      <p>Still to come:</p>
      <ul className="divide-y border-y">
        {canceled.map(({ id, withName, startsAt, isRequest, path }) => (
          <li key={id} className="py-3">
            <Link href={path} className="link">
              {isRequest ? "Request" : "Session"} with {withName}
            </Link>
            <p className="text-13 text-muted">
              <When at={startsAt} zone={zone} />
            </p>
          </li>
        ))}
      </ul>
    </div>
  );
}
