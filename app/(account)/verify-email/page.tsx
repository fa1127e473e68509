import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { sendLink } from "@/app/_actions/send-link";
import { ConfirmYourAddress } from "@/components/auth/confirm-your-address";
import { ActButton } from "@/components/forms/act-button";
import { LinkButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { pageContext } from "@/lib/auth/current-context";
import { findMailToken } from "@/lib/auth/mail-token";
import { withReturnTo } from "@/lib/auth/return-to";
import { AccountPage } from "../account-page";
import { confirmAddress } from "../actions";
import { HOME, readSearch, type Search } from "../destination";

// The address holds a secret: it must not travel on to other sites.
export const metadata: Metadata = { title: "Confirm your address", referrer: "same-origin" };

export default async function VerifyEmailPage({ searchParams }: { searchParams: Search }) {
  const { returnTo, token } = await readSearch(searchParams);
  const ctx = await pageContext();
  const found = token ? await findMailToken(ctx, token, "verify_email") : null;
  if (token && found?.state === "live" && !found.emailVerified)
    return (
      <AccountPage title="Confirm your address" lead={`For the account of ${found.name}.`}>
        <p>
          Is <strong>{found.email}</strong> yours, and did you create this account? If not, close
          this page and nothing happens.
        </p>
        {/* A button, because programs that scan mail open every link. */}
        <ActButton
          pendingLabel="Confirming"
          action={confirmAddress.bind(null, { token, returnTo })}
        >
          Confirm this address
        </ActButton>
      </AccountPage>
    );
  if (found?.emailVerified) return <AlreadyConfirmed returnTo={returnTo} />;
  return <NoLink returnTo={returnTo} broken={token !== null} />;
}

async function AlreadyConfirmed({ returnTo }: { returnTo: string | null }) {
  const { actor } = await pageContext();
  return (
    <AccountPage title="Your address is confirmed">
      <p>There is nothing more to do with this link.</p>
      <div>
        {actor.kind === "user" ? (
          <LinkButton href={returnTo ?? HOME}>Go on</LinkButton>
        ) : (
          <LinkButton href={withReturnTo("/sign-in", returnTo)}>Sign in</LinkButton>
        )}
      </div>
    </AccountPage>
  );
}

async function NoLink({ returnTo, broken }: { returnTo: string | null; broken: boolean }) {
  const { actor } = await pageContext();
  if (actor.kind === "user" && actor.emailVerified) redirect(returnTo ?? HOME);
  return (
    <AccountPage title={broken ? "This link no longer works" : "Confirm your address"}>
      {broken && (
        <Notice tone="failure">It has expired, or part of it is missing. Ask for a new one.</Notice>
      )}
      {actor.kind === "user" ? (
        <ConfirmYourAddress email={actor.email} sendLink={sendLink.bind(null, returnTo)} />
      ) : (
        <div className="grid gap-4">
          <p>Sign in, and we send you a new link.</p>
          <div>
            <LinkButton href={withReturnTo("/sign-in", withReturnTo("/verify-email", returnTo))}>
              Sign in
            </LinkButton>
          </div>
        </div>
      )}
    </AccountPage>
  );
}
