import type { Metadata } from "next";
import type { ReactNode } from "react";
import { sendLinkAgain } from "@/app/(account)/actions";
import { signedInContext } from "@/app/(account)/destination";
import { AccountForm } from "@/components/auth/account-form";
import { ActionButton } from "@/components/auth/action-button";
import { ChangePasswordForm } from "@/components/auth/change-password-form";
import { ConfirmYourAddress } from "@/components/auth/confirm-your-address";
import { Page, PageHeading } from "@/components/ui/page";
import { findAccount } from "@/lib/auth/find-account";
import { PASSWORD_MIN } from "@/lib/auth/password-rules";
import { endAllSessions, replacePassword, saveAccount, sendPasswordLink, signOut } from "./actions";

export const metadata: Metadata = { title: "Account" };

export default async function YourAccountPage() {
  const account = await findAccount(await signedInContext("/account"));
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
                zones={zonesWith(account.timeZone)}
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
                  <ActionButton
                    label="Mail me a link to set one"
                    pendingLabel="Sending"
                    done={`A link is on its way to ${account.email}. It works for one hour.`}
                    variant="secondary"
                    values={{}}
                    action={sendPasswordLink}
                  />
                </>
              )}
            </Section>
          </>
        ) : (
          <ConfirmYourAddress
            email={account.email}
            returnTo="/account"
            sendLinkAgain={sendLinkAgain}
          />
        )}
        <Section title="Signed in">
          <p className="text-muted">
            Signing out everywhere ends the sessions in all browsers and all API tokens.
          </p>
          <div className="flex flex-wrap gap-3">
            <ActionButton
              label="Sign out"
              pendingLabel="Signing out"
              variant="secondary"
              values={{}}
              action={signOut}
            />
            <ActionButton
              label="Sign out everywhere"
              pendingLabel="Signing out"
              variant="danger"
              values={{}}
              action={endAllSessions}
            />
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

/** Every zone to choose from, with the one in use, which may be an older name of another. */
const zonesWith = (current: string): string[] =>
  [...new Set([...Intl.supportedValuesOf("timeZone"), "UTC", current])].sort();
