import type { Metadata } from "next";
import { LegalList, LegalPage, LegalSection } from "@/components/site/legal-page";
import { formatDate } from "@/components/ui/format-when";
import { Link } from "@/components/ui/link";
import { TERMS_VERSION } from "@/lib/registration/terms";

export const metadata: Metadata = {
  title: "Terms",
  description: "What readers, researchers and Colloquy owe each other.",
  alternates: { canonical: "/terms" },
};

export default function TermsPage() {
  return (
    <LegalPage
      title="Terms"
      since={formatDate(TERMS_VERSION, "UTC", { year: true })}
      lead="What readers, researchers and Colloquy owe each other. By booking, or by opening hours, you agree to it."
    >
      <LegalSection title="What Colloquy does">
        <p>
          Colloquy lets a reader of a scientific paper book paid time with a researcher. The talk
          itself is between the two of them: researchers speak for themselves, not for Colloquy and
          not necessarily for their institution. What is said is an exchange among scholars, not
          medical, legal or financial advice.
        </p>
      </LegalSection>
      <LegalSection title="For everybody">
        <LegalList>
          <li>
            Your account is yours alone, its address is confirmed, and what you say of yourself is
            true.
          </li>
          <li>Be on time, be civil, and record a session only if the other agrees.</li>
          <li>
            Do not ask for, or give, what would break a duty of confidence, peer review or the law,
            such as unpublished work of others or help in an examination.
          </li>
          <li>We may close accounts that harm others, after hearing their side where we can.</li>
        </LegalList>
      </LegalSection>
      <LegalSection title="For readers">
        <LegalList>
          <li>
            A time that you choose is yours for 15 minutes while you pay. The price is fixed when it
            is held, and nothing is added to it.
          </li>
          <li>
            Sessions can be canceled or moved until 24 hours before they start.{" "}
            <Link href="/refunds" className="link">
              Refunds
            </Link>{" "}
            says what comes back, and when.
          </li>
          <li>
            You may review a session within 30 days. Reviews are of the talk, fair and your own.
          </li>
        </LegalList>
      </LegalSection>
      <LegalSection title="For researchers">
        <LegalList>
          <li>
            You set your rate and hours. From each price Colloquy keeps its fee; you see the fee and
            what remains before you publish a rate, and on every booking.
          </li>
          <li>
            You are paid through Stripe after the session: 49 hours after its end, unless something
            was reported. What is refunded is not paid out, or is taken back.
          </li>
          <li>You may cancel a session before it starts; its reader then gets everything back.</li>
          <li>Taxes, and leave from your employer where you need it, are yours to see to.</li>
        </LegalList>
      </LegalSection>
      <LegalSection title="If something goes wrong">
        <p>
          Either side can report a session within 48 hours of its end, and the other may contest it;
          a person then decides. Colloquy stands in for the money it holds and for its own mistakes.
          It does not vouch for what researchers say. None of this takes away rights that the law of
          your country gives you as a consumer.
        </p>
      </LegalSection>
      <LegalSection title="Changes">
        <p>
          When these terms change, we say so by mail 30 days ahead to everybody with an account. You
          can{" "}
          <Link href="/account" className="link">
            close yours
          </Link>{" "}
          at any time.
        </p>
      </LegalSection>
    </LegalPage>
  );
}
