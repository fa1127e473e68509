import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { invitations } from "@/db/schema";
import { hashAddress } from "@/lib/outreach/address-hash";
import { endInvitations } from "@/lib/outreach/end-invitations";
import { suppressAddress } from "@/lib/outreach/suppress-address";
import type { Ctx } from "@/lib/platform/context";
import { env } from "@/lib/platform/env";
import { DomainError, invalidInput } from "@/lib/platform/errors";
import { inTransaction } from "@/lib/platform/transaction";
import { recordWebhookEvent } from "@/lib/platform/webhook-event";
import { invitationKey } from "./outreach-mails";
import { digestOf, KEY_TAG, resend } from "./resend";

const Tag = z.object({ name: z.string(), value: z.string() });

const EventShape = z.object({
  type: z.string(),
  data: z.object({
    email_id: z.string().optional(),
    to: z.array(z.string()).optional(),
    // Written as a record in events, as a list where mails are read.
    tags: z.union([z.record(z.string(), z.string()), z.array(Tag)]).optional(),
    bounce: z.object({ type: z.string() }).optional(),
  }),
});

export type ResendEvent = z.infer<typeof EventShape> & { id: string };

/** A webhook's event, once its signature and time are proven. */
export function readResendEvent(body: string, headers: Headers): ResendEvent {
  const id = headers.get("svix-id") ?? "";
  const timestamp = headers.get("svix-timestamp") ?? "";
  const signature = headers.get("svix-signature") ?? "";
  let payload: unknown;
  try {
    const proof = { id, timestamp, signature };
    const { RESEND_WEBHOOK_SECRET: webhookSecret } = env();
    payload = resend().webhooks.verify({ payload: body, headers: proof, webhookSecret });
  } catch {
    throw new DomainError("INVALID_SIGNATURE", "The svix-signature header does not match");
  }
  const event = EventShape.safeParse(payload);
  if (!event.success) throw invalidInput("body", "is not an event of Resend");
  return { ...event.data, id };
}

/**
 * Applies what became of a mail. A complaint, and a bounce that is final, keep the address from all
 * mail that it did not call for; an invitation that did not arrive has failed. Nothing else is of use.
 * Such an event is final itself, so duplicates and any order do no harm.
 */
export async function applyResendEvent(ctx: Ctx, event: ResendEvent): Promise<void> {
  const verdict = verdictOf(event);
  if (!verdict) return;
  const { id, type, data } = event;
  const key = keyTagOf(event);
  await inTransaction(ctx.db, async (tx) => {
    const record = { id, provider: "resend" as const, type, objectId: data.email_id };
    if (!(await recordWebhookEvent(tx, record))) return;
    for (const address of data.to ?? []) {
      const addressHash = hashAddress(address);
      if (verdict.isFinal) {
        await suppressAddress(tx, ctx.now, { addressHash, reason: verdict.failure });
        continue;
      }
      const [open] = await tx
        .select({ id: invitations.id })
        .from(invitations)
        .where(and(eq(invitations.addressHash, addressHash), eq(invitations.state, "open")));
      // The mail that bounced may be another one, or its reminder.
      if (!open || key !== digestOf(invitationKey("invitation", open.id))) continue;
      const { failure } = verdict;
      await endInvitations(tx, ctx.now, eq(invitations.id, open.id), "fail", { failure });
    }
  });
}

function verdictOf({ type, data }: ResendEvent) {
  if (type === "email.complained") return { failure: "complained", isFinal: true } as const;
  // Resend itself no longer sends to an address that bounced before.
  if (type === "email.suppressed") return { failure: "bounced", isFinal: true } as const;
  if (type === "email.failed") return { failure: "bounced", isFinal: false } as const;
  if (type !== "email.bounced") return null;
  return { failure: "bounced", isFinal: data.bounce?.type === "Permanent" } as const;
}

function keyTagOf({ data: { tags = {} } }: ResendEvent): string | undefined {
  return Array.isArray(tags) ? tags.find(({ name }) => name === KEY_TAG)?.value : tags[KEY_TAG];
}
