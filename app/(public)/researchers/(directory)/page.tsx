import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { countOf } from "@/components/researchers/count-of";
import { findPaperHref } from "@/components/researchers/find-paper-href";
import { ResearcherEntry } from "@/components/researchers/researcher-entry";
import { SearchForm } from "@/components/researchers/search-form";
import { pageZone } from "@/components/site/page-zone";
import { TimesIn } from "@/components/site/times-in";
import { buttonClasses, LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { Page } from "@/components/ui/page";
import { Pagination } from "@/components/ui/pagination";
import { pageContext } from "@/lib/auth/current-context";
import { findPapersByTitle } from "@/lib/papers/find-paper";
import type { Paper } from "@/lib/papers/paper";
import { mayBeTitle, paperIdIn } from "@/lib/papers/reference";
import type { Ctx } from "@/lib/platform/context";
import { DomainError } from "@/lib/platform/errors";
import { listResearchers, type ResearcherList } from "@/lib/researchers/list-researchers";
import { proofsOf } from "@/lib/verification/proofs-of";
import {
  type DirectoryParams,
  directoryHref,
  isFiltered,
  listInput,
  readParams,
  type SearchParams,
} from "./directory-params";
import { FILTERS_ID, Filters } from "./filters";
import { SortLinks } from "./sort-links";

type DirectoryProps = { searchParams: Promise<SearchParams> };

export async function generateMetadata({ searchParams }: DirectoryProps): Promise<Metadata> {
  const { query, field } = readParams(await searchParams);
  const title = query ? `\u201c${query}\u201d` : field || "Researchers";
  return { title, robots: query ? { index: false } : undefined };
}

export default async function DirectoryPage({ searchParams }: DirectoryProps) {
  const params = readParams(await searchParams);
  const ctx = await pageContext();
  if (paperIdIn(params.query)) redirect(findPaperHref(params.query));
  const isTitle = mayBeTitle(params.query);
  const zone = await pageZone(ctx.actor);
  const [list, papers] = await Promise.all([
    readList(ctx, params, zone),
    isTitle ? findPapersByTitle(ctx, params.query) : [],
  ]);
  // So many words that nobody here goes by are a paper's title.
  const isNobody = list.total === 0 || list.match === "close";
  if (isTitle && isNobody && !isFiltered(params)) redirect(findPaperHref(params.query));
  const proofs = await proofsOf(
    ctx,
    list.items.map(({ id }) => id),
  );
  return (
    <Page>
      <h1 className="text-28 sm:text-40">{params.field || "Researchers"}</h1>
      <div className="mt-6 grid gap-x-14 gap-y-6 lg:grid-cols-[14rem_minmax(0,1fr)] lg:grid-rows-[auto_1fr]">
        <div className="lg:col-start-2">
          <SearchForm query={params.query}>
            <KeptFilters params={params} />
          </SearchForm>
        </div>
        <div className="max-lg:absolute lg:row-span-2 lg:row-start-1">
          <Filters params={params} facets={list.facets} zone={zone} />
        </div>
        <section aria-labelledby="results" className="min-w-0 lg:col-start-2">
          <h2 id="results" className="sr-only">
            Results
          </h2>
          <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b pb-2">
            <p className="text-15">
              <span role="status" className="font-medium">
                {countWords(list, params)}
              </span>
              {list.items.length > 0 && (
                <span className="ml-3 whitespace-nowrap text-13 text-muted">
                  <TimesIn zone={zone} />
                </span>
              )}
            </p>
            <button
              type="button"
              popoverTarget={FILTERS_ID}
              className={buttonClasses("secondary", "small", "lg:hidden")}
            >
              {isFiltered(params) ? "Filters (on)" : "Filters"}
            </button>
            <SortLinks params={params} />
          </div>
          {isTitle && <OfThisTitle papers={papers} query={params.query} />}
          {list.items.length > 0 ? (
            <ul className="divide-y border-b">
              {list.items.map((researcher) => (
                <li key={researcher.id}>
                  <ResearcherEntry
                    researcher={researcher}
                    proofs={proofs.get(researcher.id)}
                    zone={zone}
                    now={ctx.now}
                  />
                </li>
              ))}
            </ul>
          ) : (
            <NobodyFound params={params} />
          )}
          <Pagination
            next={list.nextCursor && directoryHref(params, { cursor: list.nextCursor })}
            first={params.cursor && directoryHref(params)}
          />
        </section>
      </div>
    </Page>
  );
}

/** A cursor from an older address leads to the first page instead of an error. */
async function readList(ctx: Ctx, params: DirectoryParams, zone: string): Promise<ResearcherList> {
  try {
    return await listResearchers(ctx, listInput(params, ctx.now, zone));
  } catch (error) {
    if (!(error instanceof DomainError && error.code === "INVALID_INPUT" && params.cursor))
      throw error;
  }
  redirect(directoryHref(params));
}

function countWords(list: ResearcherList, { query }: DirectoryParams): string {
  const count = countOf(list);
  if (list.total > 0 && list.match === "close")
    return `Nothing spelled \u201c${query}\u201d. ${count} close to it`;
  return query ? `${count} for \u201c${query}\u201d` : count;
}

/** Words can be a paper's title as well: the way to it, or to looking for it. */
function OfThisTitle({ papers, query }: { papers: Paper[]; query: string }) {
  const [paper, other] = papers;
  return (
    <p className="border-b py-3 text-15">
      {paper && !other ? (
        <>
          A paper has this title:{" "}
          <Link href={`/papers/${paper.id}`} className="link font-serif italic">
            {paper.title}
          </Link>
        </>
      ) : (
        <>
          Is it a paper’s title?{" "}
          <Link href={findPaperHref(query)} rel="nofollow" className="link">
            Look for the paper
          </Link>
        </>
      )}
    </p>
  );
}

function KeptFilters({ params }: { params: DirectoryParams }) {
  const kept = { field: params.field, min: params.min, max: params.max, within: params.within };
  return (
    <>
      {Object.entries(kept).map(
        ([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />,
      )}
      {params.verified && <input type="hidden" name="verified" value="1" />}
    </>
  );
}

function NobodyFound({ params }: { params: DirectoryParams }) {
  if (!isFiltered(params) && !params.query) {
    return (
      <EmptyState title="Nobody is here yet">Researchers appear here as they join.</EmptyState>
    );
  }
  return (
    <EmptyState
      title={isFiltered(params) ? "Nobody matches all of this" : "Nobody goes by this here"}
      actions={
        <>
          {isFiltered(params) && params.query && (
            <LinkButton href={directoryHref(readParams({ query: params.query }))}>
              Search without filters
            </LinkButton>
          )}
          <LinkButton href="/researchers" variant="secondary">
            See all researchers
          </LinkButton>
        </>
      }
    >
      <p>
        {isFiltered(params)
          ? "Try fewer words, a broader field, a wider price range, or a later time."
          : "Try fewer words, or paste the DOI or the whole title of a paper: where its authors are not on Colloquy yet, you can invite them."}
      </p>
    </EmptyState>
  );
}
