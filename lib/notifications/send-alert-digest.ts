import { and, asc, eq, isNotNull, isNull, lt, notExists, or, sql } from "drizzle-orm";
import { alerts, sentMails } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { env } from "@/lib/platform/env";
import { addHours, addMinutes } from "@/lib/platform/time";
import { alertDigestMail } from "./emails/alert-digest";
import { sendMail } from "./send-mail";
import type { Sent } from "./send-to-party";

const OWN_MAIL_MINUTES = 10;

/**
 * Tells the operator in one mail of every open alert that no mail has told of: those beyond what an
 * hour takes, and after an hour those whose own mail did not go out. Once an hour at most.
 */
export async function sendAlertDigest(ctx: Ctx): Promise<Sent> {
  const key = `alert-digest:${ctx.now.toISOString().slice(0, 13)}`;
  // Claimed before they are sent, so that a repeated try sends the very same mail.
  if ((await claimedBy(ctx, key)).length === 0) await claim(ctx, key);
  const told = await claimedBy(ctx, key);
  if (told.length === 0) return "skipped";
  const mail = { ...alertDigestMail(told), kind: "alert-digest", key };
  return sendMail(ctx, { ...mail, to: env().ADMIN_EMAIL });
}

const claimedBy = ({ db }: Ctx, key: string) =>
  db.select().from(alerts).where(eq(alerts.mailKey, key)).orderBy(asc(alerts.createdAt), alerts.id);

async function claim({ db, now }: Ctx, key: string): Promise<void> {
  const wasTold = db
    .select({ one: sql`1` })
    .from(sentMails)
    .where(
      and(
        or(eq(sentMails.key, alerts.mailKey), eq(sentMails.key, sql`'alert:' || ${alerts.id}`)),
        isNotNull(sentMails.sentAt),
      ),
    );
  await db
    .update(alerts)
    .set({ mailKey: key })
    .where(
      and(
        isNull(alerts.resolvedAt),
        or(
          and(isNull(alerts.mailKey), lt(alerts.createdAt, addMinutes(now, -OWN_MAIL_MINUTES))),
          lt(alerts.createdAt, addHours(now, -1)),
        ),
        notExists(wasTold),
      ),
    );
}
