import type { ReactNode } from "react";
import { Link } from "@/components/ui/link";
import { Page, PageHeading } from "@/components/ui/page";

const pages = [
  { href: "/terms", label: "Terms" },
  { href: "/privacy", label: "Privacy" },
  { href: "/refunds", label: "Refunds" },
];

/** A page of rules: a title, since when they hold, and short sections to read. */
export function LegalPage(props: {
  title: string;
  /** Since when these words hold, e.g. "Wednesday 25 November 2026". */
  since: string;
  /** The whole of it in a sentence or two. */
  lead: ReactNode;
  children: ReactNode;
}) {
  return (
    <Page width="reading">
      <PageHeading title={props.title}>{props.lead}</PageHeading>
      <div className="grid gap-9 text-17">{props.children}</div>
      <footer className="mt-12 border-t pt-5 text-13 text-muted">
        <p>
          These words hold since {props.since}. What was booked before keeps the words it was booked
          under.
        </p>
        <p className="mt-2 flex flex-wrap gap-x-4">
          {pages
            .filter(({ label }) => label !== props.title)
            .map(({ href, label }) => (
              <Link key={href} href={href} className="link">
                {label}
              </Link>
            ))}
        </p>
      </footer>
    </Page>
  );
}

export function LegalSection({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-3">
      <h2 className="text-21">{title}</h2>
      {children}
    </section>
  );
}

export function LegalList({ children }: { children: ReactNode }) {
  return <ul className="list-disc space-y-2 pl-5 marker:text-muted">{children}</ul>;
}
