import type { Metadata } from "next";
import { SetPasswordForm } from "@/components/auth/set-password-form";
import { LinkButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { anonymousContext } from "@/lib/auth/current-context";
import { findMailToken } from "@/lib/auth/mail-token";
import { PASSWORD_MIN } from "@/lib/auth/password-rules";
import { withReturnTo } from "@/lib/auth/return-to";
import { AccountPage } from "../account-page";
import { choosePassword } from "../actions";
import { readSearch, type Search } from "../destination";

// The address holds a secret: it must not travel on to other sites.
export const metadata: Metadata = { title: "Choose a password", referrer: "same-origin" };

export default async function SetPasswordPage({ searchParams }: { searchParams: Search }) {
  const { returnTo, token, confirmed } = await readSearch(searchParams);
  const found = token ? await findMailToken(anonymousContext(), token, "set_password") : null;
  if (!token || found?.state !== "live")
    return (
      <AccountPage title="This link no longer works">
        <Notice tone="failure">
          {found?.state === "used"
            ? "It was used already, or a newer one took its place. Each link sets a password once."
            : "It has expired, or part of it is missing. Ask for a new one; it arrives in a minute."}
        </Notice>
        <div className="flex flex-wrap gap-3">
          <LinkButton href={withReturnTo("/forgot-password", returnTo)}>Get a new link</LinkButton>
          <LinkButton href={withReturnTo("/sign-in", returnTo)} variant="secondary">
            Sign in
          </LinkButton>
        </div>
      </AccountPage>
    );
  return (
    <AccountPage
      title="Choose a password"
      lead={`For ${found.email}. Everywhere else you are signed out.`}
    >
      {confirmed && (
        <Notice tone="success" title="Your address is confirmed">
          The account was made in another browser, so the password chosen there is void. Choose one
          that you alone know.
        </Notice>
      )}
      {found.orcid && (
        <p>
          The ORCID iD <span className="tabular">{found.orcid}</span> no longer opens your account
          then. If it is yours, you can connect it again.
        </p>
      )}
      <SetPasswordForm
        token={token}
        email={found.email}
        returnTo={returnTo}
        passwordMinimum={PASSWORD_MIN}
        action={choosePassword}
      />
    </AccountPage>
  );
}
