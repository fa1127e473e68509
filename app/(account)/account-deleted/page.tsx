import type { Metadata } from "next";
import { LinkButton } from "@/components/ui/button";
import { Page, PageHeading } from "@/components/ui/page";

export const metadata: Metadata = { title: "Account deleted", robots: { index: false } };

export default function AccountDeletedPage() {
  return (
    <Page width="form">
      <PageHeading title="Your account is deleted">
        You are signed out everywhere. A mail that confirms it is on its way; it is the last one.
      </PageHeading>
      <div>
        <LinkButton href="/">To the front page</LinkButton>
      </div>
    </Page>
  );
}
