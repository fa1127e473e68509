import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { GoogleButton } from "@/components/auth/google-button";
import { SignUpForm } from "@/components/auth/sign-up-form";
import { Link } from "@/components/ui/link";
import { pageContext } from "@/lib/auth/current-context";
import { hasGoogle } from "@/lib/auth/next-auth";
import { PASSWORD_MIN } from "@/lib/auth/password-rules";
import { withReturnTo } from "@/lib/auth/return-to";
import { AccountPage } from "../account-page";
import { createAccount } from "../actions";
import { HOME, readSearch, type Search } from "../destination";

export const metadata: Metadata = { title: "Create an account" };

export default async function SignUpPage({ searchParams }: { searchParams: Search }) {
  const { returnTo } = await readSearch(searchParams);
  const { actor } = await pageContext();
  if (actor.kind === "user") redirect(returnTo ?? HOME);
  return (
    <AccountPage
      title="Create an account"
      lead={
        <>
          Have one already?{" "}
          <Link href={withReturnTo("/sign-in", returnTo)} className="link">
            Sign in
          </Link>
        </>
      }
    >
      <SignUpForm returnTo={returnTo} passwordMinimum={PASSWORD_MIN} action={createAccount} />
      {hasGoogle() && <GoogleButton callbackUrl={returnTo ?? HOME} />}
    </AccountPage>
  );
}
