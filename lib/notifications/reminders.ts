import { and, asc, eq, gte, inArray, isNull, lte, sql } from "drizzle-orm";
import { reminders, sentMails } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { describeError, log } from "@/lib/platform/log";
import { addHours } from "@/lib/platform/time";
import { reminder as reminderMail } from "./emails/reminder";
import { type Booking, loadBooking } from "./load-booking";
import { sceneFor } from "./scene";
import { audiences, sendToParty } from "./send-to-party";

const BATCH = 500;
const LEAST_LEAD_OF_24H = 2;

type Reminder = typeof reminders.$inferSelect;

/**
 * Writes the reminders of all confirmed sessions that begin within the next 26 hours, 24 hours and
 * 1 hour ahead; further ones are not due before the next time this runs. A reminder that would have
 * been due before the session was confirmed is left out. Returns how many were new.
 */
export async function planReminders({ db, now }: Ctx): Promise<number> {
  const planned = await db.execute(sql`
    insert into reminders (session_id, kind, session_starts_at, due_at, created_at)
    select s.id, lead.kind, s.starts_at, s.starts_at - lead.ahead, ${now.toISOString()}::timestamptz
    from sessions s
    cross join (values ('24h'::reminder_kind, interval '24 hours'),
      ('1h'::reminder_kind, interval '1 hour')) as lead (kind, ahead)
    where s.state = 'confirmed'
      and s.starts_at > ${now.toISOString()}::timestamptz
      and s.starts_at < ${addHours(now, 26).toISOString()}::timestamptz
      and s.starts_at - lead.ahead > s.confirmed_at
    on conflict do nothing`);
  return planned.count;
}

/**
 * Sends what is due and settles it. A reminder whose mail fails stays open for the next minute, until
 * its session begins, and holds up no other. Returns how many were settled.
 */
export async function sendDueReminders(ctx: Ctx): Promise<number> {
  const due = await ctx.db
    .select()
    .from(reminders)
    .where(and(isNull(reminders.settledAt), lte(reminders.dueAt, ctx.now)))
    .orderBy(asc(reminders.dueAt))
    .limit(BATCH);
  let settled = 0;
  for (const row of due) {
    if (await sendOne(ctx, row)) settled += 1;
  }
  return settled;
}

async function sendOne(ctx: Ctx, row: Reminder): Promise<boolean> {
  const booking = await loadBooking(ctx, row.sessionId);
  if (booking && (await isWanted(ctx, row, booking))) {
    const results = await Promise.allSettled(
      // Asynchronous, so that what cannot even be put into words is a failure of this mail alone.
      audiences.map(async (audience) => {
        const scene = { ...sceneFor(booking, audience), kind: row.kind, joinUrl: booking.joinUrl };
        const key = `reminder-${row.kind}:${row.sessionId}:${row.sessionStartsAt.getTime()}:${scene.recipient.userId}`;
        return sendToParty(ctx, scene, {
          ...reminderMail(scene),
          kind: `reminder-${row.kind}`,
          choice: `reminder_${row.kind}`,
          key,
        });
      }),
    );
    const failure = results.find((result) => result.status === "rejected");
    if (failure) {
      log.warn({ reminderId: row.id, ...describeError(failure.reason) }, "reminder not sent");
      return false;
    }
  }
  const [done] = await ctx.db
    .update(reminders)
    .set({ settledAt: ctx.now })
    .where(and(eq(reminders.id, row.id), isNull(reminders.settledAt)))
    .returning({ id: reminders.id });
  return done !== undefined;
}

/** Whether the session is still what the reminder was written for, and the reminder still of use. */
async function isWanted(ctx: Ctx, row: Reminder, { session }: Booking): Promise<boolean> {
  if (session.state !== "confirmed") return false;
  if (session.startsAt.getTime() !== row.sessionStartsAt.getTime()) return false;
  if (session.startsAt <= ctx.now) return false;
  if (row.kind === "1h") return true;
  if (addHours(ctx.now, LEAST_LEAD_OF_24H) > session.startsAt) return false;
  return !(await wasToldSince(ctx, session.id, row.dueAt));
}

/** A mail with a new time says all that the day's reminder would, a little earlier. */
async function wasToldSince({ db }: Ctx, sessionId: string, since: Date): Promise<boolean> {
  const [told] = await db
    .select({ id: sentMails.id })
    .from(sentMails)
    .where(
      and(
        eq(sentMails.sessionId, sessionId),
        inArray(sentMails.kind, ["booking-confirmed", "rescheduled"]),
        gte(sentMails.createdAt, since),
      ),
    )
    .limit(1);
  return told !== undefined;
}
