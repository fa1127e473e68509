import { eq } from "drizzle-orm";
import { externalCalendars, researchers, users } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { calendarFailing } from "./emails/calendar-failing";
import { sendMail } from "./send-mail";
import type { Sent } from "./send-to-party";

/** Tells a researcher that their calendar elsewhere cannot be read any more; not when it can again. */
export async function sendCalendarFailing(ctx: Ctx, calendarId: string): Promise<Sent> {
  const [row] = await ctx.db
    .select({
      userId: users.id,
      email: users.email,
      timeZone: researchers.timeZone,
      readAt: externalCalendars.readAt,
      failingSince: externalCalendars.failingSince,
    })
    .from(externalCalendars)
    .innerJoin(researchers, eq(researchers.id, externalCalendars.researcherId))
    .innerJoin(users, eq(users.id, researchers.userId))
    .where(eq(externalCalendars.id, calendarId));
  if (!row?.failingSince) return "skipped";
  return sendMail(ctx, {
    ...calendarFailing(row),
    kind: "calendar-failing",
    to: row.email,
    key: `calendar-failing:${calendarId}:${row.failingSince.getTime()}:${row.userId}`,
  });
}
