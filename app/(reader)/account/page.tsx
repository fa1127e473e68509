import type { Metadata } from "next";
import type { ReactNode } from "react";
import { sendLink } from "@/app/_actions/send-link";
import { Membership } from "@/app/_pages/membership";
import { signedInContext } from "@/app/_pages/signed-in-context";
import { AccountForm } from "@/components/auth/account-form";
import { ChangePasswordForm } from "@/components/auth/change-password-form";
import { ConfirmYourAddress } from "@/components/auth/confirm-your-address";
import { DisconnectOrcid } from "@/components/auth/disconnect-orcid";
import { ActButton } from "@/components/forms/act-button";
import { pageZone } from "@/components/site/page-zone";
import { LinkButton } from "@/components/ui/button";
import { Page, PageHeading } from "@/components/ui/page";
import { findAccount } from "@/lib/auth/find-account";
import { PASSWORD_MIN } from "@/lib/auth/password-rules";
import { findCurrent } from "@/lib/membership/find-subscription";
import { timeZonesWith } from "@/lib/platform/time";
import {
  disconnectIdentity,
  endAllSessions,
  replacePassword,
  saveAccount,
  sendPasswordLink,
  signOut,
} from "./actions";

export const metadata: Metadata = { title: "Account" };

export default async function YourAccountPage() {
  const ctx = await signedInContext("/account");
  const account = await findAccount(ctx);
  const current = await findCurrent(ctx.db, ctx.actor.id);
  return (
    <Page width="form">
      <PageHeading title="Account">
        {account.email}
        {account.emailVerified && ", confirmed"}
      </PageHeading>
      <div className="grid gap-10">
        {account.emailVerified ? (
          <>
            <Section title="About you">
              <AccountForm
                name={account.name}
                timeZone={account.timeZone}
                zones={timeZonesWith(account.timeZone)}
                action={saveAccount}
              />
            </Section>
            <Section title="Password">
              {account.hasPassword ? (
                <ChangePasswordForm
                  email={account.email}
                  passwordMinimum={PASSWORD_MIN}
                  action={replacePassword}
                />
              ) : (
                <>
                  <p className="text-muted">This account has no password yet.</p>
                  <ActButton
                    pendingLabel="Sending"
                    done={`A link is on its way to ${account.email}. It works for one hour.`}
                    variant="secondary"
                    action={sendPasswordLink}
                  >
                    Mail me a link to set one
                  </ActButton>
                </>
              )}
            </Section>
          </>
        ) : (
          <ConfirmYourAddress email={account.email} sendLink={sendLink.bind(null, "/account")} />
        )}
        {account.orcid && (
          <Section title="Signing in with ORCID">
            <p className="text-muted">
              You can sign in with the iD <span className="tabular">{account.orcid}</span>.
            </p>
            <div>
              <DisconnectOrcid action={disconnectIdentity} />
            </div>
          </Section>
        )}
        <Section title="Membership">
          <Membership current={current} zone={await pageZone(ctx.actor)} />
        </Section>
        <Section title="Notifications">
          <p className="text-muted">Reminders and other mails that you can do without.</p>
          <div>
            <LinkButton href="/account/notifications" variant="secondary">
              Choose your mails
            </LinkButton>
          </div>
        </Section>
        <Section title="API tokens">
          <p className="text-muted">
            Programs can book and keep your calendar for you through the API.
          </p>
          <div>
            <LinkButton href="/account/tokens" variant="secondary">
              See your tokens
            </LinkButton>
          </div>
        </Section>
        <Section title="Signed in">
          <p className="text-muted">
            Signing out everywhere ends the sessions in all browsers and all API tokens.
          </p>
          <div className="flex flex-wrap gap-3">
            <ActButton pendingLabel="Signing out" variant="secondary" action={signOut}>
              Sign out
            </ActButton>
            <ActButton pendingLabel="Signing out" variant="danger" action={endAllSessions}>
              Sign out everywhere
            </ActButton>
          </div>
        </Section>
        <Section title="Your data">
          <p className="text-muted">
            Take a copy of all we have about you with you, or delete the account.
          </p>
          <div className="flex flex-wrap gap-3">
            <LinkButton href="/account/data" variant="secondary">
              Copy your data
            </LinkButton>
            <LinkButton href="/account/delete" variant="secondary">
              Delete the account
            </LinkButton>
          </div>
        </Section>
      </div>
    </Page>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-5 border-t pt-6">
      <h2 className="text-21">{title}</h2>
      {children}
    </section>
  );
}
