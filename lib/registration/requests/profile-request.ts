import { and, eq, inArray, type SQL } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { profileRequests } from "@/db/schema";
import { profileRequests as table } from "@/db/schema";

export type ProfileRequest = typeof profileRequests.$inferSelect;
export type RequestKind = ProfileRequest["kind"];
export type RequestState = ProfileRequest["state"];

/** How long the mailed link that confirms an address works, and the one that a granted claim opens. */
export const CONFIRM_HOURS = 72;
export const GRANT_DAYS = 30;

/** Every way in which a request goes on, and from where. */
export const moves = {
  wait: { from: ["asked"], to: "waiting" },
  grant: { from: ["asked", "waiting"], to: "granted" },
  finish: { from: ["asked", "waiting", "granted"], to: "done" },
  refuse: { from: ["waiting"], to: "refused" },
  end: { from: ["asked", "waiting", "granted"], to: "ended" },
} as const satisfies Record<string, { from: readonly RequestState[]; to: RequestState }>;

/** Moves the requests that `which` picks and that can still be moved so; of two movers one gets a row. */
export function moveRequests(
  tx: Tx,
  which: SQL | undefined,
  move: keyof typeof moves,
  values: Partial<ProfileRequest> = {},
): Promise<ProfileRequest[]> {
  const { from, to } = moves[move];
  return tx
    .update(table)
    .set({ ...values, state: to })
    .where(and(which, inArray(table.state, [...from])))
    .returning();
}

/** moveRequests for one; null when it is no longer where it can be moved from. */
export async function moveRequest(
  tx: Tx,
  id: string,
  move: keyof typeof moves,
  values: Partial<ProfileRequest> = {},
): Promise<ProfileRequest | null> {
  const [moved] = await moveRequests(tx, eq(table.id, id), move, values);
  return moved ?? null;
}
