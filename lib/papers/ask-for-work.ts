import type { Ctx } from "@/lib/platform/context";
import { log } from "@/lib/platform/log";
import { getArxivWork } from "@/lib/scholarly/arxiv";
import type { Asking } from "@/lib/scholarly/ask-source";
import { getCrossrefWork, searchCrossrefWorks } from "@/lib/scholarly/crossref";
import { getOpenalexWork, searchOpenalexWorks } from "@/lib/scholarly/openalex";
import type { ScholarlySource, WorkRecord } from "@/lib/scholarly/records";
import { SourceError } from "@/lib/scholarly/source-error";
import { askInTurn } from "@/lib/scholarly/take-turn";
import { isArxivDoi, type PaperId } from "./reference";
import { titleLikeness } from "./title-likeness";

/** `unanswered` names the sources that could not be asked: they may know what the others do not. */
export type Answer<T> = { found: T; unanswered: ScholarlySource[] };

type Way<T> = { source: ScholarlySource; ask: (asking: Asking) => Promise<T> };
type AskCtx = Pick<Ctx, "db" | "now">;

/** A reader waits for this: all sources together have so long. */
const PATIENCE_MS = 6_000;
/** For one of them, so that the next still has its time. */
const EACH_MS = 3_500;
/** A source that is busier than this is passed over. */
const TURN_MS = 1_500;

/** A work by its id, from the first source that has it: OpenAlex, then Crossref, or arXiv for what is arXiv's. */
export function askForWork(ctx: AskCtx, id: PaperId): Promise<Answer<WorkRecord | null>> {
  return askInOrder(ctx, waysTo(id), (work) => (work?.title ? work : null));
}

function waysTo(id: PaperId): Way<WorkRecord | null>[] {
  const openalex = (ask: Way<WorkRecord | null>["ask"]) => ({ source: "openalex", ask }) as const;
  switch (id.kind) {
    case "openalex":
      return [openalex((asking) => getOpenalexWork(id, asking))];
    case "arxiv":
      return [
        openalex((asking) => getOpenalexWork(id, asking)),
        { source: "arxiv", ask: (asking) => getArxivWork(id.arxivId, asking) },
      ];
    case "doi": {
      const first = openalex((asking) => getOpenalexWork(id, asking));
      // arXiv's DOIs are registered elsewhere.
      if (isArxivDoi(id.doi)) return [first];
      return [first, { source: "crossref", ask: (asking) => getCrossrefWork(id.doi, asking) }];
    }
  }
}

const NEAR = 0.75;

/** Works whose title comes near this one, the nearest first, from the first source that has any. */
export function askForTitle(ctx: AskCtx, title: string): Promise<Answer<WorkRecord[]>> {
  const ways: Way<WorkRecord[]>[] = [
    { source: "openalex", ask: (asking) => searchOpenalexWorks(title, asking) },
    { source: "crossref", ask: (asking) => searchCrossrefWorks(title, asking) },
  ];
  const near = (works: WorkRecord[]) => {
    const ranked = works
      .map((work) => ({ work, likeness: titleLikeness(title, work.title) }))
      .filter(({ likeness }) => likeness >= NEAR)
      .sort((a, b) => b.likeness - a.likeness);
    return ranked.length > 0 ? ranked.map(({ work }) => work) : null;
  };
  return askInOrder(ctx, ways, near).then(({ found, unanswered }) => ({
    found: found ?? [],
    unanswered,
  }));
}

/** Asks one source after the other until one has what is wanted, or the time is up. */
async function askInOrder<T>(
  ctx: AskCtx,
  ways: Way<T>[],
  wanted: (answer: T) => T | null,
): Promise<Answer<T | null>> {
  const startedAt = performance.now();
  const unanswered: ScholarlySource[] = [];
  for (const { source, ask } of ways) {
    const leftMs = PATIENCE_MS - (performance.now() - startedAt);
    const timeoutMs = Math.round(Math.min(EACH_MS, leftMs));
    // The clock has gone on since the request came in.
    const now = new Date(ctx.now.getTime() + Math.round(performance.now() - startedAt));
    try {
      if (timeoutMs < 200) throw new SourceError(source, "slow");
      const found = wanted(
        await askInTurn({ db: ctx.db, now }, source, TURN_MS, () =>
          ask({ now: ctx.now, timeoutMs }),
        ),
      );
      if (found !== null) return { found, unanswered };
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      log.warn({ source, problem: error.problem, status: error.status }, "source did not answer");
      unanswered.push(source);
    }
  }
  return { found: null, unanswered };
}
