import { createHmac, randomUUID } from "node:crypto";
import type { SandboxDeps } from "../deps";
import type { Records } from "../store";
import type { Email } from "./email";

const SERVICE = "resend";

/** Makes Resend's events go to the configured address, signed as Svix does. */
export function registerWebhooks(deps: SandboxDeps): void {
  deps.webhooks.register(SERVICE, {
    url: () => deps.settings.resendWebhookUrl,
    sign: (payload, eventId, now) =>
      signWebhook(payload, eventId, now, deps.settings.resendWebhookSecret),
  });
}

/** The headers `svix-id`, `svix-timestamp` and `svix-signature` for a `whsec_` secret. */
export function signWebhook(
  payload: string,
  eventId: string,
  now: Date,
  secret = "",
): Record<string, string> {
  const timestamp = String(Math.floor(now.getTime() / 1000));
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const mac = createHmac("sha256", key).update(`${eventId}.${timestamp}.${payload}`);
  return {
    "svix-id": eventId,
    "svix-timestamp": timestamp,
    "svix-signature": `v1,${mac.digest("base64")}`,
  };
}

/** Announces what became of a mail: delivered, or what its first recipient's address asks for. */
export async function announce(
  deps: SandboxDeps,
  records: Records,
  email: Email,
  event: Email["lastEvent"],
): Promise<void> {
  const eventType = `email.${event}`;
  const payload = JSON.stringify({
    type: eventType,
    created_at: deps.clock().toISOString(),
    data: {
      created_at: email.createdAt,
      email_id: email.id,
      message_id: email.messageId,
      from: email.from,
      to: email.to,
      subject: email.subject,
      tags: Object.fromEntries(email.tags.map((tag) => [tag.name, tag.value])),
      ...(event === "bounced" ? { bounce: BOUNCE } : {}),
    },
  });
  const eventId = `msg_${randomUUID().replaceAll("-", "")}`;
  await deps.webhooks.send(records, { service: SERVICE, eventId, eventType, payload });
}

const BOUNCE = {
  type: "Permanent",
  subType: "General",
  message: "The recipient's mail server permanently rejected the email.",
};
