import { findPaperHref } from "@/components/researchers/find-paper-href";
import { sourceNames } from "@/components/researchers/source-name";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { type PaperReference, writtenReference } from "@/lib/papers/reference";

/** The sources did not answer, so nobody knows whether there is such a paper. */
export function Unanswered({ query, sources }: { query: string; sources: string[] }) {
  return (
    <EmptyState title="We could not look everywhere just now" actions={<LookAgain query={query} />}>
      <p>
        The paper is not on Colloquy yet
        {sources.length > 0 && <>, and {sourceNames(sources)} did not answer</>}. That passes as a
        rule within minutes: nothing is lost, look again with the same words.
      </p>
    </EmptyState>
  );
}

export function TooMany({ query }: { query: string }) {
  return (
    <EmptyState title="That were many papers at once" actions={<LookAgain query={query} />}>
      <p>
        The sources that we ask limit how often we may. Please wait a few minutes before you look
        for the next paper.
      </p>
    </EmptyState>
  );
}

function LookAgain({ query }: { query: string }) {
  return (
    <LinkButton href={findPaperHref(query)} rel="nofollow">
      Look again
    </LinkButton>
  );
}

export function Unknown({ reference }: { reference: PaperReference }) {
  return (
    <EmptyState
      title="We found no such paper"
      actions={
        <LinkButton href="/researchers" variant="secondary">
          See all researchers
        </LinkButton>
      }
    >
      <p>
        {reference.kind === "title" ? (
          <>
            Neither OpenAlex nor Crossref has a paper of this title. If you have its DOI, paste
            that: it finds a paper more surely.
          </>
        ) : (
          <>
            No source knows <span className="wrap-anywhere">{writtenReference(reference)}</span>. A
            paper of the last days may not be there yet. Try the name of one of its authors.
          </>
        )}
      </p>
    </EmptyState>
  );
}
