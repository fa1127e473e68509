import { and, count, eq, gt, isNull, or } from "drizzle-orm";
import { alerts, sentMails } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { env } from "@/lib/platform/env";
import { addHours } from "@/lib/platform/time";
import { alertMail } from "./emails/alert";
import { sendMail } from "./send-mail";
import type { Sent } from "./send-to-party";

/** So many alerts in an hour get a mail of their own; what comes on top is left to the digest. */
export const ALERT_MAILS_AN_HOUR = 10;

/** Tells the operator of what a person must look at, once. */
export async function sendAlert(ctx: Ctx, alertId: string): Promise<Sent> {
  const key = `alert:${alertId}`;
  const [alert] = await ctx.db.select().from(alerts).where(eq(alerts.id, alertId));
  if (!alert || alert.resolvedAt) return "skipped";
  if (!alert.mailKey && (await mailsOfLastHour(ctx)) >= ALERT_MAILS_AN_HOUR) return "skipped";
  const [claimed] = await ctx.db
    .update(alerts)
    .set({ mailKey: key })
    .where(and(eq(alerts.id, alertId), or(isNull(alerts.mailKey), eq(alerts.mailKey, key))))
    .returning();
  // A digest has it.
  if (!claimed) return "skipped";
  return sendMail(ctx, { ...alertMail(claimed), kind: "alert", key, to: env().ADMIN_EMAIL });
}

async function mailsOfLastHour({ db, now }: Ctx): Promise<number> {
  const [row] = await db
    .select({ count: count() })
    .from(sentMails)
    .where(and(eq(sentMails.kind, "alert"), gt(sentMails.createdAt, addHours(now, -1))));
  return row?.count ?? 0;
}
