import { and, asc, eq, gt, isNull, lte } from "drizzle-orm";
import { invitations } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { addDays, type Invitation, REMINDER_DAYS } from "./invitation";

const BATCH = 200;

/** After so many days of failing, a reminder is left out. */
const REMINDER_PATIENCE_DAYS = 2;

/** An invitation whose mail is still to be sent; null once it has ended or was sent. */
export async function findUnsent({ db }: Ctx, invitationId: string): Promise<Invitation | null> {
  const [invitation] = await db
    .select()
    .from(invitations)
    .where(
      and(
        eq(invitations.id, invitationId),
        eq(invitations.state, "open"),
        isNull(invitations.mailedAt),
      ),
    );
  return invitation ?? null;
}

/** Notes that the invitation went out, from when its reminder is counted. */
export async function markMailed({ db, now }: Ctx, invitationId: string): Promise<void> {
  await db
    .update(invitations)
    .set({ mailedAt: now, reminderDueAt: addDays(now, REMINDER_DAYS) })
    .where(and(eq(invitations.id, invitationId), isNull(invitations.mailedAt)));
}

/** Open invitations whose one reminder is due, while there is time to follow it, the oldest first. */
export async function listDueReminders({ db, now }: Ctx): Promise<Invitation[]> {
  return db
    .select()
    .from(invitations)
    .where(
      and(
        eq(invitations.state, "open"),
        isNull(invitations.reminderSettledAt),
        lte(invitations.reminderDueAt, now),
        gt(invitations.reminderDueAt, addDays(now, -REMINDER_PATIENCE_DAYS)),
        gt(invitations.expiresAt, now),
      ),
    )
    .orderBy(asc(invitations.reminderDueAt))
    .limit(BATCH);
}

/** Notes that the reminder went out, or that there is none to send. */
export async function settleReminder({ db, now }: Ctx, invitationId: string): Promise<void> {
  await db
    .update(invitations)
    .set({ reminderSettledAt: now })
    .where(and(eq(invitations.id, invitationId), isNull(invitations.reminderSettledAt)));
}
