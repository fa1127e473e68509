import type { Metadata } from "next";
import { LegalList, LegalPage, LegalSection } from "@/components/site/legal-page";
import { Link } from "@/components/ui/link";

export const metadata: Metadata = {
  title: "Refunds",
  description: "When a session on Colloquy is refunded, how much, and how long it takes.",
  alternates: { canonical: "/refunds" },
};

export default function RefundsPage() {
  return (
    <LegalPage
      title="Refunds"
      since="Wednesday 25 November 2026"
      lead="Cancel more than 24 hours ahead and you get everything back. When it is not you who cancels, you always do."
    >
      <LegalSection title="In full">
        <LegalList>
          <li>You cancel a confirmed session 24 hours or more before it starts.</li>
          <li>You withdraw a request before the researcher has answered, at any time.</li>
          <li>
            The researcher declines your request, does not answer it in time, or cancels the
            session.
          </li>
          <li>No meeting could be made by the time the session was to start.</li>
          <li>
            A payment arrives after your time was given away, or for another amount than the price.
          </li>
          <li>
            The researcher did not come, and it was reported and not contested, or decided so.
          </li>
        </LegalList>
      </LegalSection>
      <LegalSection title="In part, or not">
        <p>
          Less than 24 hours before the start a session can no longer be canceled or moved by its
          reader, and is not refunded. If something went wrong in a session, report it within 48
          hours of its end: a person looks at both sides and may give all or part of the price back.
        </p>
      </LegalSection>
      <LegalSection title="How it reaches you">
        <p>
          Refunds go to the card that paid, by themselves and without a fee. We send them off within
          minutes and tell you by mail; your bank may take five to ten working days to show them.
          Every refund stands on{" "}
          <Link href="/sessions" className="link">
            the page of its session
          </Link>
          .
        </p>
      </LegalSection>
      <LegalSection title="Membership">
        <p>
          You can cancel a membership at any time. It then ends with the month that is paid, which
          is not refunded in part.
        </p>
      </LegalSection>
    </LegalPage>
  );
}
