import { eq } from "drizzle-orm";
import { suppressions } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { DomainError } from "@/lib/platform/errors";
import { inTransaction } from "@/lib/platform/transaction";
import { readOutreachToken, signOutreachToken } from "./outreach-token";
import { suppressAddress } from "./suppress-address";

/** The token in a mail's unsubscribe link. It names the hash of the address alone, and works for good. */
export const signUnsubscribe = (addressHash: string, issuedAt: Date): Promise<string> =>
  signOutreachToken({ purpose: "unsubscribe", id: addressHash, issuedAt, expiresAt: null });

/** For a page that asks before it acts: "foreign" for a token that is not ours, "done" once it was acted on. */
export async function readUnsubscribe(
  { db, now }: Pick<Ctx, "db" | "now">,
  token: string,
): Promise<"open" | "done" | "foreign"> {
  const named = await readOutreachToken(token, "unsubscribe", now);
  if (!named) return "foreign";
  const [kept] = await db
    .select({ reason: suppressions.reason })
    .from(suppressions)
    .where(eq(suppressions.addressHash, named.id));
  return kept ? "done" : "open";
}

/** Whoever holds the link wants no more of it, for good. Works again and again. Throws INVALID_TOKEN. */
export async function unsubscribe(
  ctx: Pick<Ctx, "db" | "now">,
  { token }: { token: string },
): Promise<void> {
  const named = await readOutreachToken(token, "unsubscribe", ctx.now);
  if (!named) throw new DomainError("INVALID_TOKEN", "This link is incomplete or not one of ours");
  await inTransaction(ctx.db, (tx) =>
    suppressAddress(tx, ctx.now, { addressHash: named.id, reason: "unsubscribed" }),
  );
}
