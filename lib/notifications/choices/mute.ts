import { and, eq, inArray } from "drizzle-orm";
import type { Database, Tx } from "@/db/client";
import { mutedMails } from "@/db/schema";
import type { OptionalMail } from "./optional-mails";

/** One kind of mail to one person. */
export type Choice = { userId: string; kind: OptionalMail };

/** Whether somebody does without a kind of mail. Ask right before sending. */
export async function isMuted(db: Database | Tx, { userId, kind }: Choice): Promise<boolean> {
  return (await listMuted(db, userId)).has(kind);
}

/** What somebody does without. */
export async function listMuted(db: Database | Tx, userId: string): Promise<Set<OptionalMail>> {
  const rows = await db
    .select({ kind: mutedMails.kind })
    .from(mutedMails)
    .where(eq(mutedMails.userId, userId));
  return new Set(rows.map(({ kind }) => kind));
}

/** Stops kinds of mail to somebody. Again and again comes to the same. */
export async function mute(
  db: Database | Tx,
  now: Date,
  userId: string,
  kinds: readonly OptionalMail[],
): Promise<void> {
  if (kinds.length === 0) return;
  await db
    .insert(mutedMails)
    .values(kinds.map((kind) => ({ userId, kind, mutedAt: now })))
    .onConflictDoNothing();
}

export async function unmute(
  db: Database | Tx,
  userId: string,
  kinds: readonly OptionalMail[],
): Promise<void> {
  if (kinds.length === 0) return;
  await db
    .delete(mutedMails)
    .where(and(eq(mutedMails.userId, userId), inArray(mutedMails.kind, [...kinds])));
}
