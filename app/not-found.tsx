import type { Metadata } from "next";
import { LinkButton } from "@/components/ui/button";
import { Page } from "@/components/ui/page";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <Page width="reading" className="sm:py-24">
      <p className="eyebrow">404</p>
      <h1 className="mt-2 text-28 sm:text-40">There is nothing at this address</h1>
      <p className="mt-4 text-17 text-muted">
        It may have been moved, or it may be someone else’s to see. If you followed a link from one
        of our mails, sign in with the address that the mail was sent to.
      </p>
      <div className="mt-8 flex flex-wrap gap-3">
        <LinkButton href="/researchers">Find a researcher</LinkButton>
        <LinkButton href="/" variant="secondary">
          Go to the first page
        </LinkButton>
      </div>
    </Page>
  );
}
