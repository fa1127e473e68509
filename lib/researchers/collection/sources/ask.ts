import { eq } from "drizzle-orm";
import { type RecordedAuthor, sourceTurns } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import type { Asking } from "@/lib/scholarly/ask-source";
import type { AuthorRecord, ScholarlySource } from "@/lib/scholarly/records";
import { SourceError } from "@/lib/scholarly/source-error";
import { askInTurn } from "@/lib/scholarly/take-turn";
import type { OnByline } from "./find-on-byline";

/** What a person's job asks the sources about. */
export type Asked = { name: string; affiliation: string; paperTitle: string };

export type FoundRecord = { sourceId: string; fetchedAt: Date; author: RecordedAuthor };

/** What a source answered; `note` says why there is nothing, or what else there is to know. */
export type Answer = { records: FoundRecord[]; note: string | null };

/** How long a step waits for its turn; beyond that the job sleeps. */
const WITHIN_MS = 5_000;

/** One question to a source, within its limits. Throws SourceError, which says when it is our turn. */
export async function askOnce<T>(
  ctx: Ctx,
  source: ScholarlySource,
  ask: (asking: Asking) => Promise<T>,
): Promise<T> {
  try {
    return await askInTurn(ctx, source, WITHIN_MS, () => ask({ now: ctx.now }));
  } catch (error) {
    if (!(error instanceof SourceError) || error.problem !== "busy") throw error;
    throw new SourceError(source, "busy", null, await secondsUntilTurn(ctx, source));
  }
}

/** A job need not ask in vain until then. */
async function secondsUntilTurn({ db, now }: Ctx, source: ScholarlySource): Promise<number> {
  const [turn] = await db
    .select({ freeAt: sourceTurns.freeAt })
    .from(sourceTurns)
    .where(eq(sourceTurns.source, source));
  const waitMs = (turn?.freeAt.getTime() ?? 0) - now.getTime();
  return Math.max(1, Math.ceil(waitMs / 1000));
}

export const nobody = (note: string): Answer => ({ records: [], note });

/** A record as it is kept: with the place on the byline that led to it, and the institutions named there. */
export function foundRecord(record: AuthorRecord, place: OnByline | null): FoundRecord {
  const { origin, ...author } = record;
  const known = new Set(author.institutions.map(({ rorId, name }) => rorId ?? name));
  const onPaper = place?.author.institutions ?? [];
  return {
    sourceId: origin.sourceId,
    fetchedAt: origin.fetchedAt,
    author: {
      ...author,
      institutions: [
        ...author.institutions,
        ...onPaper.filter(({ rorId, name }) => !known.has(rorId ?? name)),
      ],
      authorships: place?.work.doi ? [{ doi: place.work.doi, place: place.author.position }] : [],
    },
  };
}
