import type { Metadata } from "next";
import { ForgotPasswordForm } from "@/components/auth/forgot-password-form";
import { Link } from "@/components/ui/link";
import { withReturnTo } from "@/lib/auth/return-to";
import { AccountPage } from "../account-page";
import { askForReset } from "../actions";
import { readSearch, type Search } from "../destination";

export const metadata: Metadata = { title: "Forgot your password" };

export default async function ForgotPasswordPage({ searchParams }: { searchParams: Search }) {
  const { returnTo } = await readSearch(searchParams);
  return (
    <AccountPage
      title="Set a new password"
      lead={
        <>
          We mail you a link for it. Remembered it?{" "}
          <Link href={withReturnTo("/sign-in", returnTo)} className="link">
            Sign in
          </Link>
        </>
      }
    >
      <ForgotPasswordForm returnTo={returnTo} action={askForReset} />
    </AccountPage>
  );
}
