import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { Citation } from "@/components/researchers/citation";
import { placeAmong } from "@/components/researchers/ordinal";
import { ResearcherEntry } from "@/components/researchers/researcher-entry";
import { pageZone } from "@/components/site/page-zone";
import { TimesIn } from "@/components/site/times-in";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { Page } from "@/components/ui/page";
import { pageContext } from "@/lib/auth/current-context";
import { findPaper } from "@/lib/papers/find-paper";
import { listAuthorsOfPaper } from "@/lib/researchers/list-authors-of-paper";
import { proofsOf } from "@/lib/verification/proofs-of";

type PaperProps = { params: Promise<{ id: string }> };

const readPaper = cache(async (id: string) => findPaper(await pageContext(), id));

export async function generateMetadata({ params }: PaperProps): Promise<Metadata> {
  const paper = await readPaper((await params).id);
  if (!paper) return {};
  const description = `${paper.authorNames.slice(0, 3).join(", ")}. Talk to an author of this paper on Colloquy.`;
  return {
    title: paper.title,
    description,
    alternates: { canonical: `/papers/${paper.id}` },
    openGraph: { title: paper.title, description, type: "article", url: `/papers/${paper.id}` },
  };
}

/** A paper and those of its authors who are here, the bookable ones first. */
export default async function PaperPage({ params }: PaperProps) {
  const paper = await readPaper((await params).id);
  if (!paper) notFound();
  const ctx = await pageContext();
  const [authors, zone] = await Promise.all([
    listAuthorsOfPaper(ctx, paper.id),
    pageZone(ctx.actor),
  ]);
  const proofs = await proofsOf(
    ctx,
    authors.map(({ id }) => id),
  );
  return (
    <Page>
      <h1 className="max-w-[52rem] text-28 sm:text-40">{paper.title}</h1>
      {paper.isRetracted && (
        <Notice tone="failure" title="This paper has been retracted" className="mt-6 max-w-reading">
          Its journal no longer stands by it.
        </Notice>
      )}
      <div className="mt-5">
        <Citation paper={paper} titled={false} />
      </div>
      <section aria-labelledby="authors" className="mt-12">
        <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 border-b pb-3">
          <h2 id="authors" className="text-21">
            Authors on Colloquy
          </h2>
          {authors.length > 0 && (
            <p className="text-13 text-muted">
              <TimesIn zone={zone} />
            </p>
          )}
        </div>
        {authors.length > 0 ? (
          <ul className="divide-y border-b">
            {authors.map((author) => (
              <li key={author.id}>
                <ResearcherEntry
                  researcher={author}
                  proofs={proofs.get(author.id)}
                  zone={zone}
                  now={ctx.now}
                  paperId={paper.id}
                  note={placeAmong(author.authorPosition, paper.authorNames.length)}
                />
              </li>
            ))}
          </ul>
        ) : (
          <EmptyState
            title="None of its authors is here yet"
            className="border-t-0"
            actions={<LinkButton href="/researchers">Find others in the field</LinkButton>}
          >
            <p>Someone who works on the same questions may be.</p>
          </EmptyState>
        )}
      </section>
    </Page>
  );
}
