import type { Metadata } from "next";
import { LegalList, LegalPage, LegalSection } from "@/components/site/legal-page";
import { Link } from "@/components/ui/link";

export const metadata: Metadata = {
  title: "Privacy",
  description: "What Colloquy knows about readers and researchers, why, and for how long.",
  alternates: { canonical: "/privacy" },
};

export default function PrivacyPage() {
  return (
    <LegalPage
      title="Privacy"
      since="Wednesday 25 November 2026"
      lead="What we know about you, why, who else sees it, and how to have it removed. There is no advertising and no tracking."
    >
      <LegalSection title="If you have an account">
        <LegalList>
          <li>Your name, e-mail address, time zone and, as a hash, your password.</li>
          <li>
            Your sessions, the questions you sent with them, payments, refunds, reviews and reports.
          </li>
          <li>Card numbers go from your browser to Stripe. We never see them.</li>
        </LegalList>
        <p>
          Who you book with sees your name and what you wrote to them; who reads a profile sees
          reviews with the first name and initial of their writer.
        </p>
      </LegalSection>
      <LegalSection title="If you are a researcher without an account">
        <p>
          We may show a page with facts that academic databases publish about you: name,
          affiliation, fields, papers. Each says where it is from. It never shows an e-mail address,
          and nobody can book you. On that page you can take it over, or have it removed without an
          account; removed stays removed. We then keep a one-way hash of your public identifiers, so
          that the page is not made again.
        </p>
        <p>
          When a reader asks us to invite you, we write to the address they gave or that you
          published: once, with one reminder, and not again for 90 days. One click ends all such
          mail for good; of your address we then keep a one-way hash only.
        </p>
      </LegalSection>
      <LegalSection title="Who works for us">
        <p>
          Stripe takes payments and pays out, Zoom carries the meetings, Resend sends our mails and
          Inngest runs our background work. Each gets what its part needs. We sell nothing to
          anybody.
        </p>
      </LegalSection>
      <LegalSection title="Cookies">
        <p>
          One keeps you signed in, and a few remember your choices: the time zone and light or dark.
          That is all, so there is no banner.
        </p>
      </LegalSection>
      <LegalSection title="For how long">
        <p>
          Until you delete your account. Then your name, address, questions and profile go at once,
          and your profile is not made again; what the law makes us keep of sessions and payments
          stays for as long as it says, without your name, and so do the reviews you wrote. We keep
          your address until our last mail to it is out, and, where it asked to be left alone, a
          one-way hash of it for good. Links and tokens are forgotten a month after they stop
          working. Logs hold no names or addresses.
        </p>
      </LegalSection>
      <LegalSection title="Your rights">
        <p>
          On{" "}
          <Link href="/account" className="link">
            your account
          </Link>{" "}
          you can correct what we know, choose which mails you get,{" "}
          <Link href="/account/data" className="link">
            take a copy of all of it
          </Link>{" "}
          with you, and{" "}
          <Link href="/account/delete" className="link">
            delete it
          </Link>
          . You can also complain to the data protection authority of your country.
        </p>
      </LegalSection>
    </LegalPage>
  );
}
