import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { GoogleButton } from "@/components/auth/google-button";
import { OrcidLink } from "@/components/auth/orcid-link";
import { OrcidNotice } from "@/components/auth/orcid-notice";
import { SignInForm } from "@/components/auth/sign-in-form";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { pageContext } from "@/lib/auth/current-context";
import { hasGoogle } from "@/lib/auth/next-auth";
import { hasOrcid } from "@/lib/auth/orcid/client";
import { withReturnTo } from "@/lib/auth/return-to";
import { AccountPage } from "../account-page";
import { signIn } from "../actions";
import { cameFrom, HOME, readSearch, type Search } from "../destination";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: { searchParams: Search }) {
  const { error, confirmed, orcid, ...search } = await readSearch(searchParams);
  const returnTo = search.returnTo ?? (await cameFrom());
  const { actor } = await pageContext();
  if (actor.kind === "user") redirect(returnTo ?? HOME);
  return (
    <AccountPage
      title="Sign in"
      lead={
        <>
          New here?{" "}
          <Link href={withReturnTo("/sign-up", returnTo)} className="link">
            Create an account
          </Link>
        </>
      }
    >
      {confirmed && (
        <Notice tone="success" title="Your address is confirmed">
          Sign in to go on.
        </Notice>
      )}
      {error !== null && (
        <Notice tone="failure" title="That did not work">
          You were not signed in. Try again, or sign in with your e-mail address and password.
        </Notice>
      )}
      {orcid !== null && <OrcidNotice outcome={orcid} />}
      <SignInForm
        returnTo={returnTo}
        forgotHref={withReturnTo("/forgot-password", returnTo)}
        action={signIn}
      />
      {(hasGoogle() || hasOrcid()) && (
        <div className="grid gap-3">
          {hasGoogle() && <GoogleButton callbackUrl={returnTo ?? HOME} />}
          {hasOrcid() && (
            <OrcidLink purpose="sign-in" returnTo={returnTo}>
              Continue with ORCID
            </OrcidLink>
          )}
        </div>
      )}
    </AccountPage>
  );
}
