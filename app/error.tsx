"use client";

import { Button, LinkButton } from "@/components/ui/button";
import { Page } from "@/components/ui/page";

type Failure = Error & { digest?: string };

export default function PageError({ error, reset }: { error: Failure; reset: () => void }) {
  return (
    <Page width="reading" className="sm:py-24">
      <div role="alert">
        <h1 className="text-28 sm:text-40">This page could not be shown</h1>
        <p className="mt-4 text-17 text-muted">
          Something failed on our side. Bookings and payments that you have already made are safe.
          Try again in a moment; if it keeps failing, write to us and name the code below.
        </p>
        {error.digest && <p className="mt-4 text-13 text-muted tabular">Code {error.digest}</p>}
      </div>
      <div className="mt-8 flex flex-wrap gap-3">
        <Button onClick={reset}>Try again</Button>
        <LinkButton href="/" variant="secondary">
          Go to the first page
        </LinkButton>
      </div>
    </Page>
  );
}
