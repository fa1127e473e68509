import type { Tx } from "@/db/client";
import { webhookEvents } from "@/db/schema";

export type WebhookEvent = {
  id: string;
  provider: "stripe" | "resend";
  type: string;
  objectId?: string;
};

/** Records an event in the transaction of its change. False: it was applied before. */
export async function recordWebhookEvent(tx: Tx, event: WebhookEvent): Promise<boolean> {
  const [row] = await tx
    .insert(webhookEvents)
    .values({ ...event, objectId: event.objectId ?? null })
    .onConflictDoNothing()
    .returning({ id: webhookEvents.id });
  return row !== undefined;
}
