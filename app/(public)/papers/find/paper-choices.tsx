import { findPaperHref } from "@/components/researchers/find-paper-href";
import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import type { Paper } from "@/lib/papers/paper";
import { writtenReference } from "@/lib/papers/reference";
import type { Choice } from "@/lib/researchers/unclaimed/fetch-paper";

type Described = Pick<Paper, "title" | "venue" | "year" | "isRetracted"> & {
  href: string;
  authors: string[];
  id: string;
};

/** Works whose title is, or comes near, what was asked for: the reader knows which is meant. */
export function PaperChoices({ here, elsewhere }: { here: Paper[]; elsewhere: Choice[] }) {
  const papers: Described[] = [
    ...here.map((paper) => ({
      ...paper,
      href: `/papers/${paper.id}`,
      authors: paper.authorNames,
      id: paper.doi ?? paper.arxivId ?? "",
    })),
    ...elsewhere.map(({ work, reference }) => ({
      ...work,
      href: findPaperHref(writtenReference(reference)),
      authors: work.byline.map(({ name }) => name),
      id: writtenReference(reference),
    })),
  ];
  return (
    <section aria-labelledby="choices">
      <h2 id="choices" className="border-b pb-3 text-21">
        {papers.length === 1 ? "Do you mean this paper?" : "Which of these do you mean?"}
      </h2>
      <ul className="divide-y border-b">
        {papers.map((paper) => (
          <li key={paper.href} className="py-4">
            <PaperChoice paper={paper} />
          </li>
        ))}
      </ul>
    </section>
  );
}

const NAMED = 3;

function PaperChoice({ paper }: { paper: Described }) {
  const { title, authors, venue, year, id, isRetracted } = paper;
  const more = authors.length - NAMED;
  const named = authors.slice(0, NAMED).join(", ") + (more > 0 ? ` and ${more} more` : "");
  return (
    <article className="max-w-reading text-15">
      <p className="font-serif text-17 leading-6">
        <Link href={paper.href} rel="nofollow" className="italic hover:text-accent hover:underline">
          {title}
        </Link>
        {isRetracted && (
          <Badge tone="failure" className="ml-2">
            Retracted
          </Badge>
        )}
      </p>
      <p className="mt-0.5 text-muted">{named}</p>
      <p className="wrap-anywhere text-13 text-muted">
        {[venue, year, id].filter(Boolean).join(" \u00b7 ")}
      </p>
    </article>
  );
}
