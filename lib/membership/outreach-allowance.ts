import type { Database, Tx } from "@/db/client";
import { isMember } from "./is-member";

/** How many researchers somebody who is no member may ask to join, in a calendar month. */
export const FREE_OUTREACH_REQUESTS = 3;

/** How many outreach requests a user may make in a month: null when as many as they like. */
export async function outreachAllowance(
  db: Database | Tx,
  userId: string,
  now: Date,
): Promise<number | null> {
  return (await isMember(db, userId, now)) ? null : FREE_OUTREACH_REQUESTS;
}
