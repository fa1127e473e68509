import { and, asc, inArray, isNull, lt, or, sql } from "drizzle-orm";
import { anyOf } from "@/db/any-of";
import type { Tx } from "@/db/client";
import { outbox } from "@/db/schema";
import type { Ctx } from "./context";
import { type EventData, type EventName, isKnownEvent } from "./events";
import { inngest } from "./inngest";
import { describeError, log } from "./log";

const BATCH = 100;
const CLAIM_SECONDS = 30;

/** Writes an event in the transaction it tells of; the relay hands it on after the commit. */
export async function emit<N extends EventName>(
  tx: Tx,
  name: N,
  data: EventData<N>,
): Promise<void> {
  await tx.insert(outbox).values({ name, data });
}

/** Writes an event of the past once more. False: no job knows it any longer. */
export async function emitAgain(
  tx: Tx,
  name: string,
  data: Record<string, unknown>,
): Promise<boolean> {
  if (!isKnownEvent(name, data)) return false;
  await tx.insert(outbox).values({ name, data });
  return true;
}

/**
 * Hands unsent events to Inngest, oldest first, with the row's id as event id so that a repeat does
 * nothing. Rows are claimed for a while rather than locked: no transaction waits on the network.
 * Returns how many were sent.
 */
export async function relayOutbox({ db }: Pick<Ctx, "db">): Promise<number> {
  let sent = 0;
  for (;;) {
    const due = db
      .select({ id: outbox.id })
      .from(outbox)
      .where(
        and(
          isNull(outbox.sentAt),
          or(isNull(outbox.claimedUntil), lt(outbox.claimedUntil, sql`now()`)),
        ),
      )
      .orderBy(asc(outbox.createdAt))
      .limit(BATCH)
      .for("update", { skipLocked: true });
    const rows = await db
      .update(outbox)
      .set({
        claimedUntil: sql`now() + make_interval(secs => ${CLAIM_SECONDS})`,
        attempts: sql`${outbox.attempts} + 1`,
      })
      .where(inArray(outbox.id, due))
      .returning();
    if (rows.length === 0) return sent;
    await inngest.send(rows.map(({ id, name, data }) => ({ id, name, data })));
    await db
      .update(outbox)
      .set({ sentAt: sql`now()`, claimedUntil: null })
      .where(
        anyOf(
          outbox.id,
          rows.map((row) => row.id),
        ),
      );
    sent += rows.length;
    if (rows.length < BATCH) return sent;
  }
}

/** The same, for whoever has done its own work already: a failure is left to the minutely relay. */
export async function relayQuietly(ctx: Pick<Ctx, "db">): Promise<void> {
  try {
    await relayOutbox(ctx);
  } catch (error) {
    log.warn(describeError(error), "outbox relay failed, the minutely one will follow");
  }
}
