import { setTimeout as pause } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { sourceTurns } from "@/db/schema/scholarly";
import type { Ctx } from "@/lib/platform/context";
import type { ScholarlySource } from "./records";
import { SourceError } from "./source-error";

/** The least time between two calls, in milliseconds: what each source asks for, or less often. */
const gapMs = {
  openalex: 100,
  crossref: 350,
  orcid: 100,
  semantic_scholar: 1_100,
  arxiv: 3_000,
  ror: 160,
} as const satisfies Record<ScholarlySource, number>;

const written = (at: Date) => sql`${at.toISOString()}::timestamptz`;

type TurnCtx = Pick<Ctx, "db" | "now">;

/**
 * Reserves the next call to a source, over all processes, and says when it may be made; null when
 * that would be later than `withinMs` from now. It does not wait: whoever waits must do so outside
 * any transaction, and the database given must not be one either.
 */
export async function takeTurn(
  { db, now }: TurnCtx,
  source: ScholarlySource,
  withinMs = 60 * 60 * 1000,
): Promise<Date | null> {
  const gap = sql`${gapMs[source]} * interval '1 millisecond'`;
  const latest = written(new Date(now.getTime() + withinMs));
  const [turn] = await db
    .insert(sourceTurns)
    .values({ source, freeAt: new Date(now.getTime() + gapMs[source]) })
    .onConflictDoUpdate({
      target: sourceTurns.source,
      set: { freeAt: sql`greatest(${sourceTurns.freeAt}, ${written(now)}) + ${gap}` },
      setWhere: sql`${sourceTurns.freeAt} <= ${latest}`,
    })
    .returning();
  return turn ? new Date(turn.freeAt.getTime() - gapMs[source]) : null;
}

/** Leaves a source alone for as long as it asked, whoever wants to ask it. */
export async function postponeTurns(
  { db, now }: TurnCtx,
  source: ScholarlySource,
  seconds: number,
): Promise<void> {
  const until = new Date(now.getTime() + seconds * 1000);
  await db
    .insert(sourceTurns)
    .values({ source, freeAt: until })
    .onConflictDoUpdate({
      target: sourceTurns.source,
      set: { freeAt: sql`greatest(${sourceTurns.freeAt}, ${written(until)})` },
    });
}

/** What a source is left alone for when it says "too many" without saying how long. */
const UNSAID_SECONDS = 5;

/**
 * Asks a source when it is our turn, waiting for that at most `withinMs`; "busy" when it would be
 * later. When the source itself says that it is too much, everyone leaves it alone for as long as it
 * asks. Throws SourceError.
 */
export async function askInTurn<T>(
  ctx: TurnCtx,
  source: ScholarlySource,
  withinMs: number,
  ask: () => Promise<T>,
): Promise<T> {
  const turn = await takeTurn(ctx, source, withinMs);
  if (!turn) throw new SourceError(source, "busy", null, Math.ceil(withinMs / 1000));
  const waitMs = turn.getTime() - ctx.now.getTime();
  if (waitMs > 0) await pause(waitMs);
  try {
    return await ask();
  } catch (error) {
    if (error instanceof SourceError && error.problem === "limited")
      await postponeTurns(ctx, source, error.retryAfterSeconds ?? UNSAID_SECONDS);
    throw error;
  }
}
