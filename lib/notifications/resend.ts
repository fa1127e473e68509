import { Resend } from "resend";
import { env } from "@/lib/platform/env";

const TIMEOUT_MS = 10_000;

export type MailAttachment = { filename: string; content: Buffer; contentType: string };

export type OutgoingMail = {
  to: string;
  subject: string;
  html: string;
  text: string;
  kind: string;
  attachments: MailAttachment[];
  headers: Record<string, string>;
};

let client: Resend | undefined;

/**
 * Hands a mail to Resend under an idempotency key and returns Resend's id for it; null when the key
 * was used before with other content, so that a mail of this key is already on its way. Throws on
 * every other failure, because the SDK itself does not.
 */
export async function deliver(key: string, mail: OutgoingMail): Promise<string | null> {
  client ??= new Resend(env().RESEND_API_KEY, { baseUrl: env().RESEND_BASE_URL });
  const { kind, ...content } = mail;
  const { data, error } = await client.emails.send(
    { from: env().MAIL_FROM, ...content, tags: [{ name: "kind", value: kind }] },
    { idempotencyKey: key, signal: AbortSignal.timeout(TIMEOUT_MS) },
  );
  if (data) return data.id;
  if (error.name === "invalid_idempotent_request") return null;
  throw new Error(`Resend did not take a mail of kind ${kind}: ${error.name}`);
}
