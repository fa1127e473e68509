"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";

/** Takes a form's place once a mail is on its way; focus moves here, as the form is gone. */
export function CheckYourMail({ onBack, children }: { onBack: () => void; children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className="grid gap-3">
      <h2 ref={heading} tabIndex={-1} className="text-21">
        Check your mail
      </h2>
      <p className="text-muted">{children}</p>
      <p className="text-muted">
        Nothing after a few minutes? Look in the spam folder, or go back, check the address and send
        it again.
      </p>
      <div>
        <Button variant="secondary" onClick={onBack}>
          Go back
        </Button>
      </div>
    </section>
  );
}
