import { and, eq, inArray } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { sessions } from "@/db/schema";
import { DomainError } from "@/lib/platform/errors";

export type Session = typeof sessions.$inferSelect;
export type SessionState = Session["state"];
export type CancelReason = NonNullable<Session["cancelReason"]>;

/** Every move a session can make. The UPDATE's WHERE settles who wins a race. */
export const moves = {
  confirmPayment: { from: ["held", "expiring"], to: "confirmed" },
  requestAfterPayment: { from: ["held", "expiring"], to: "requested" },
  // Only a late payment that takes the slot again, on the same row.
  retakeConfirmed: { from: ["canceled"], to: "confirmed" },
  retakeRequested: { from: ["canceled"], to: "requested" },
  beginRelease: { from: ["held"], to: "expiring" },
  finishRelease: { from: ["expiring"], to: "canceled" },
  accept: { from: ["requested"], to: "confirmed" },
  endRequest: { from: ["requested"], to: "canceled" },
  cancel: { from: ["confirmed"], to: "canceled" },
  complete: { from: ["confirmed"], to: "completed" },
} as const satisfies Record<string, { from: readonly SessionState[]; to: SessionState }>;

export type Move = keyof typeof moves;

/** States in which a session holds its time against others; the exclusion constraints say the same. */
export const LIVE_STATES = ["held", "expiring", "requested", "confirmed"] as const;

const refusals: Partial<Record<Move, string>> = {
  accept: "This request can no longer be accepted",
  endRequest: "This request has already been answered",
  cancel: "This session can no longer be canceled",
  beginRelease: "This hold has already ended",
};

/** Moves a session and writes `change` with it; WRONG_STATE when another move came first. */
export async function moveSession(
  tx: Tx,
  id: string,
  move: Move,
  change: Partial<typeof sessions.$inferInsert> = {},
): Promise<Session> {
  const moved = await tryMove(tx, id, move, change);
  if (!moved) throw new DomainError("WRONG_STATE", refusals[move] ?? "This session has moved on");
  return moved;
}

/** The same, for jobs that come late or twice: null when the move is no longer to be made. */
export async function tryMove(
  tx: Tx,
  id: string,
  move: Move,
  change: Partial<typeof sessions.$inferInsert> = {},
): Promise<Session | null> {
  const [session] = await tx
    .update(sessions)
    .set({ ...change, state: moves[move].to })
    .where(and(eq(sessions.id, id), inArray(sessions.state, [...moves[move].from])))
    .returning();
  return session ?? null;
}
