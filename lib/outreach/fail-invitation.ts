import { and, eq, isNull, lt } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { invitations } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { addHours } from "@/lib/platform/time";
import { inTransaction } from "@/lib/platform/transaction";
import { endInvitations } from "./end-invitations";
import type { Invitation } from "./invitation";

/** Its mail does not arrive: the requests that wait for it are `email_failed`. Does nothing once it has ended. */
export const failInvitation = (
  tx: Tx,
  now: Date,
  invitationId: string,
  failure: NonNullable<Invitation["failure"]>,
) => endInvitations(tx, now, eq(invitations.id, invitationId), "fail", { failure });

/** The sending job takes less than an hour with all its retries. */
const UNSENT_HOURS = 24;

/** Gives up invitations that no job has sent within a day, so that no reader waits for a mail that never went out. */
export async function failUnsent({ db, now }: Ctx): Promise<number> {
  const overdue = and(
    isNull(invitations.mailedAt),
    lt(invitations.createdAt, addHours(now, -UNSENT_HOURS)),
  );
  const failed = await inTransaction(db, (tx) =>
    endInvitations(tx, now, overdue, "fail", { failure: "not_sent" }),
  );
  return failed.length;
}
