import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { BylineList } from "@/components/researchers/byline-list";
import { Citation } from "@/components/researchers/citation";
import { placeAmong } from "@/components/researchers/ordinal";
import { ResearcherEntry } from "@/components/researchers/researcher-entry";
import { sourceName } from "@/components/researchers/source-name";
import { LocalWhen } from "@/components/site/local-when";
import { pageZone } from "@/components/site/page-zone";
import { TimesIn } from "@/components/site/times-in";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { Page } from "@/components/ui/page";
import { pageContext } from "@/lib/auth/current-context";
import { findPaper } from "@/lib/papers/find-paper";
import type { Paper } from "@/lib/papers/paper";
import { type BylineEntry, listByline } from "@/lib/researchers/list-byline";
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

/** A paper and its authors: those who can be booked first, then all as the paper names them. */
export default async function PaperPage({ params }: PaperProps) {
  const paper = await readPaper((await params).id);
  if (!paper) notFound();
  const ctx = await pageContext();
  const [byline, zone] = await Promise.all([listByline(ctx, paper), pageZone(ctx.actor)]);
  const here = byline.filter(({ researcher }) => researcher?.standing === "listed");
  const proofs = await proofsOf(
    ctx,
    here.flatMap(({ researcher }) => researcher?.id ?? []),
  );
  return (
    <Page>
      <h1 className="wrap-anywhere max-w-[52rem] text-28 sm:text-40">{paper.title}</h1>
      {paper.isRetracted && (
        <Notice tone="failure" title="This paper has been retracted" className="mt-6 max-w-reading">
          Its journal no longer stands by it.
        </Notice>
      )}
      <div className="mt-5">
        <Citation paper={paper} titled={false} />
        <SourceLine paper={paper} zone={zone} />
      </div>
      {here.length > 0 && (
        <section aria-labelledby="here" className="mt-12">
          <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 border-b pb-3">
            <h2 id="here" className="text-21">
              Authors on Colloquy
            </h2>
            <p className="text-13 text-muted">
              <TimesIn zone={zone} />
            </p>
          </div>
          <ul className="divide-y border-b">
            {here.map(({ researcher, position }) =>
              researcher ? (
                <li key={researcher.id}>
                  <ResearcherEntry
                    researcher={researcher}
                    proofs={proofs.get(researcher.id)}
                    zone={zone}
                    now={ctx.now}
                    paperId={paper.id}
                    note={placeAmong(position, paper.authorNames.length)}
                  />
                </li>
              ) : null,
            )}
          </ul>
        </section>
      )}
      <section aria-labelledby="authors" className="mt-12 max-w-[52rem]">
        <h2 id="authors" className="text-21">
          {here.length > 0 ? "All authors, as printed" : "Authors"}
        </h2>
        <p className="mt-1 mb-3 max-w-reading text-15 text-muted">{whatToDo(byline)}</p>
        <div className="border-t">
          <BylineList entries={byline} paperId={paper.id} />
        </div>
        {byline.some(({ researcher }) => !researcher) && <InviteByAddress paperId={paper.id} />}
      </section>
    </Page>
  );
}

function whatToDo(byline: BylineEntry[]): string {
  const canInvite = byline.some(({ researcher }) => researcher?.standing === "unclaimed");
  const isAnyHere = byline.some(({ researcher }) => researcher?.standing === "listed");
  if (canInvite)
    return isAnyHere
      ? "Whoever is not on Colloquy yet can be invited. We write to them for you and tell you when they join."
      : "None of them is on Colloquy yet. Invite one: we write to them for you and tell you when they join.";
  if (isAnyHere) return "We know nothing more of those without a link than their printed name.";
  return byline.length > 0
    ? "None of them is on Colloquy, and we know no more of them than their printed names."
    : "No source names the authors of this paper.";
}

/** For authors of whom we know no more than the name: a reader may know where to write. */
function InviteByAddress({ paperId }: { paperId: string }) {
  return (
    <p className="mt-4 text-15 text-muted">
      Do you know the e-mail address of an author without a link?{" "}
      <Link
        href={`/invite?${new URLSearchParams({ paper: paperId })}`}
        rel="nofollow"
        className="link"
      >
        Invite them by it
      </Link>
      .
    </p>
  );
}

/** Where what stands here comes from, and how old it is. */
function SourceLine({ paper, zone }: { paper: Paper; zone: string }) {
  if (!paper.source || !paper.fetchedAt) return null;
  return (
    <p className="mt-2 text-13 text-muted">
      From {sourceName(paper.source)}, read on{" "}
      <LocalWhen at={paper.fetchedAt} zone={zone} format="date" />
    </p>
  );
}
