import { askForTitle, askForWork } from "@/lib/papers/ask-for-work";
import { findPaper, findPaperByReference, findPapersByTitle } from "@/lib/papers/find-paper";
import type { Paper } from "@/lib/papers/paper";
import { type PaperId, type PaperReference, writtenReference } from "@/lib/papers/reference";
import { storePaper } from "@/lib/papers/store-paper";
import { titleLikeness } from "@/lib/papers/title-likeness";
import type { Ctx } from "@/lib/platform/context";
import { inTransaction } from "@/lib/platform/transaction";
import type { ScholarlySource, WorkRecord } from "@/lib/scholarly/records";
import { lockPeople } from "../collection/people/place-person";
import { placeByline } from "./place-byline";

/** A work that is not here yet, with the id that leads to it. */
export type Choice = { work: WorkRecord; reference: PaperId };

export type PaperSearch =
  | { state: "here"; paper: Paper }
  | { state: "choices"; here: Paper[]; elsewhere: Choice[] }
  | { state: "unknown" }
  /** Not known here, and these sources could not be asked. */
  | { state: "unanswered"; sources: ScholarlySource[] };

/**
 * Finds a paper at the scholarly sources, and keeps it with its authors. Takes a few seconds at most.
 * A title that several works have, here or elsewhere, or that is only near one, leaves the choice to
 * the reader.
 */
export function fetchPaper(ctx: Ctx, reference: PaperReference): Promise<PaperSearch> {
  const key = `${reference.kind} ${writtenReference(reference).toLowerCase()}`;
  const fetching = underWay.get(key) ?? begin(ctx, reference, key);
  underWay.set(key, fetching);
  return fetching;
}

/** Whoever asks for the same at once waits for the one answer. */
const underWay = new Map<string, Promise<PaperSearch>>();

function begin(ctx: Ctx, reference: PaperReference, key: string): Promise<PaperSearch> {
  const search =
    reference.kind === "title" ? fetchByTitle(ctx, reference.title) : fetchById(ctx, reference);
  return search.finally(() => underWay.delete(key));
}

async function fetchById(ctx: Ctx, id: PaperId): Promise<PaperSearch> {
  const { found, unanswered } = await askForWork(ctx, id);
  return found ? keep(ctx, found) : nothing(unanswered);
}

async function fetchByTitle(ctx: Ctx, title: string): Promise<PaperSearch> {
  const [kept, { found, unanswered }] = await Promise.all([
    findPapersByTitle(ctx, title),
    askForTitle(ctx, title),
  ]);
  const exact = await part(
    ctx,
    kept,
    found.filter((work) => titleLikeness(title, work.title) > EXACT),
  );
  const [paper] = exact.here;
  const [choice] = exact.elsewhere;
  if (exact.here.length + exact.elsewhere.length > 1) return { state: "choices", ...exact };
  if (paper) return { state: "here", paper };
  if (choice) {
    // Lists cut long bylines, so the one that is meant is asked for again, whole.
    const whole = await askForWork(ctx, choice.reference);
    return keep(ctx, whole.found ?? choice.work);
  }
  const near = await part(ctx, [], found);
  return near.here.length + near.elsewhere.length > 0
    ? { state: "choices", ...near }
    : nothing(unanswered);
}

const EXACT = 0.99;

/** Parts the works that are kept already from the others; what nothing leads to is left out. */
async function part(ctx: Ctx, kept: Paper[], works: WorkRecord[]) {
  const here = new Map(kept.map((paper) => [paper.id, paper]));
  const elsewhere: Choice[] = [];
  for (const work of works) {
    const reference = referenceTo(work);
    const paper = reference && (await findPaperByReference(ctx, reference));
    if (paper) here.set(paper.id, paper);
    else if (reference) elsewhere.push({ work, reference });
  }
  return { here: [...here.values()], elsewhere };
}

function referenceTo({ doi, arxivId, openalexId }: WorkRecord): PaperId | null {
  if (doi) return { kind: "doi", doi };
  if (arxivId) return { kind: "arxiv", arxivId };
  return openalexId ? { kind: "openalex", openalexId } : null;
}

const nothing = (unanswered: ScholarlySource[]): PaperSearch =>
  unanswered.length > 0 ? { state: "unanswered", sources: unanswered } : { state: "unknown" };

async function keep(ctx: Ctx, work: WorkRecord): Promise<PaperSearch> {
  const paper = await findPaper(ctx, await addPaper(ctx, work));
  if (!paper) throw new Error("the paper that was kept is gone");
  return { state: "here", paper };
}

/** Keeps a work, and gives its authors their profiles; once, however many do it at once. Returns the paper's id. */
export function addPaper(ctx: Ctx, work: WorkRecord): Promise<string> {
  return inTransaction(ctx.db, async (tx) => {
    await lockPeople(tx);
    const { id, isOfThisByline } = await storePaper(tx, work);
    if (isOfThisByline) await placeByline(tx, ctx.now, id, work);
    return id;
  });
}
