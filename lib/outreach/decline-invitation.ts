import { and, eq } from "drizzle-orm";
import { invitations } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { DomainError } from "@/lib/platform/errors";
import { inTransaction } from "@/lib/platform/transaction";
import { endInvitations, quietAtLeastUntil } from "./end-invitations";
import { addDays, QUIET_DAYS } from "./invitation";
import { readInvitationToken } from "./invitation-token";
import { lockAddress } from "./lock-address";

/**
 * Whoever holds the link says no: all that waits for it is declined, and the address hears nothing for
 * 90 days. Works after the link's time too, and again. Throws INVALID_TOKEN for a token that is not
 * ours, WRONG_STATE once the researcher has joined.
 */
export async function declineInvitation(
  ctx: Pick<Ctx, "db" | "now">,
  { token }: { token: string },
): Promise<void> {
  const named = await readInvitationToken(token, ctx.now);
  await inTransaction(ctx.db, async (tx) => {
    const isThis = eq(invitations.id, named?.id ?? "");
    const [known] = named ? await tx.select().from(invitations).where(isThis) : [];
    if (!known)
      throw new DomainError("INVALID_TOKEN", "This link is incomplete or not one of ours");
    await lockAddress(tx, known.addressHash);
    const ended = await endInvitations(tx, ctx.now, isThis, "decline", {
      quietUntil: quietAtLeastUntil(addDays(ctx.now, QUIET_DAYS)),
    });
    if (ended.length > 0) return;
    const [joined] = await tx
      .select({ id: invitations.id })
      .from(invitations)
      .where(and(isThis, eq(invitations.state, "accepted")));
    if (joined) throw new DomainError("WRONG_STATE", "This invitation was accepted already");
  });
}
