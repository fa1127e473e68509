import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SearchForm } from "@/components/researchers/search-form";
import { Page } from "@/components/ui/page";
import { pageContext } from "@/lib/auth/current-context";
import { limitVisitor } from "@/lib/auth/limit-caller";
import { findPaperByReference } from "@/lib/papers/find-paper";
import { type PaperReference, referenceIn } from "@/lib/papers/reference";
import type { Ctx } from "@/lib/platform/context";
import { DomainError } from "@/lib/platform/errors";
import { fetchPaper, type PaperSearch } from "@/lib/researchers/unclaimed/fetch-paper";
import { TooMany, Unanswered, Unknown } from "./no-paper";
import { PaperChoices } from "./paper-choices";

type FindProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export const metadata: Metadata = { title: "Find a paper", robots: { index: false } };

/**
 * Where a pasted DOI, address or title leads: on to the paper, which is looked for at the scholarly
 * sources where it is not here; else to a choice, or to why there is nothing.
 */
export default async function FindPaperPage({ searchParams }: FindProps) {
  const query = readQuery((await searchParams).query);
  if (!query) redirect("/researchers");
  const reference = referenceIn(query);
  const search = await findPaper(await pageContext(), reference);
  if (search !== "too many" && search.state === "here") redirect(`/papers/${search.paper.id}`);
  return (
    <Page className="max-w-[52rem]">
      <h1 className="text-28 sm:text-40">Find a paper</h1>
      <div className="mt-6 mb-10">
        <SearchForm query={query} />
      </div>
      <Outcome search={search} query={query} reference={reference} />
    </Page>
  );
}

function readQuery(value: string | string[] | undefined): string {
  const text = Array.isArray(value) ? value[0] : value;
  return text?.replaceAll("\0", "").trim().slice(0, 500) ?? "";
}

/** What is here costs nothing; asking others is counted. */
async function findPaper(ctx: Ctx, reference: PaperReference): Promise<PaperSearch | "too many"> {
  const paper = reference.kind !== "title" && (await findPaperByReference(ctx, reference));
  if (paper) return { state: "here", paper };
  try {
    await limitVisitor("paper-search");
    return await fetchPaper(ctx, reference);
  } catch (error) {
    if (error instanceof DomainError && error.code === "RATE_LIMITED") return "too many";
    // Others are storing at this moment: nothing is lost by asking again.
    if (error instanceof DomainError && error.code === "BUSY")
      return { state: "unanswered", sources: [] };
    throw error;
  }
}

type OutcomeProps = {
  search: Exclude<PaperSearch, { state: "here" }> | "too many";
  query: string;
  reference: PaperReference;
};

function Outcome({ search, query, reference }: OutcomeProps) {
  if (search === "too many") return <TooMany query={query} />;
  switch (search.state) {
    case "choices":
      return <PaperChoices here={search.here} elsewhere={search.elsewhere} />;
    case "unanswered":
      return <Unanswered query={query} sources={search.sources} />;
    case "unknown":
      return <Unknown reference={reference} />;
  }
}
