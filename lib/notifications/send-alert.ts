import { eq } from "drizzle-orm";
import { alerts } from "@/db/schema";
import type { Ctx } from "@/lib/platform/context";
import { env } from "@/lib/platform/env";
import { alertMail } from "./emails/alert";
import { sendMail } from "./send-mail";
import type { Sent } from "./send-to-party";

/** Tells the operator of what a person must look at. */
export async function sendAlert(ctx: Ctx, alertId: string): Promise<Sent> {
  const [alert] = await ctx.db.select().from(alerts).where(eq(alerts.id, alertId));
  if (!alert || alert.resolvedAt) return "skipped";
  const mail = { ...alertMail(alert), kind: "alert", key: `alert:${alertId}` };
  return sendMail(ctx, { ...mail, to: env().ADMIN_EMAIL });
}
