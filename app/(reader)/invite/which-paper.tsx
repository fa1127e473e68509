import { redirect } from "next/navigation";
import { Citation } from "@/components/researchers/citation";
import { LinkButton } from "@/components/ui/button";
import { Page, PageHeading } from "@/components/ui/page";
import type { ResearcherProfile } from "@/lib/researchers/get-researcher";

/** Which paper an invitation is about, asked of whoever comes from the researcher's own page; not where there is one. */
export function WhichPaper({ researcher }: { researcher: ResearcherProfile }) {
  const { id, name, papers } = researcher;
  const about = (paper: string) => `/invite?${new URLSearchParams({ researcher: id, paper })}`;
  const [only, ...others] = papers;
  if (only && others.length === 0) redirect(about(only.id));
  return (
    <Page width="reading">
      <PageHeading title={`Invite ${name}`}>
        Which paper would you like to talk about? The invitation names it.
      </PageHeading>
      <ul className="divide-y border-y">
        {papers.map((paper) => (
          <li
            key={paper.id}
            className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 py-5"
          >
            <Citation paper={paper} position={paper.position} />
            <LinkButton
              href={about(paper.id)}
              variant="secondary"
              size="small"
              aria-label={`Invite by this paper: ${paper.title}`}
            >
              Invite by this paper
            </LinkButton>
          </li>
        ))}
      </ul>
    </Page>
  );
}
