import { createHash } from "node:crypto";
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

/** Names the mail's key, of which a tag cannot hold every character. */
export const KEY_TAG = "key";
const PAGE = 100;

let client: Resend | undefined;

export function resend(): Resend {
  client ??= new Resend(env().RESEND_API_KEY, { baseUrl: env().RESEND_BASE_URL });
  return client;
}

/** What the key's tag holds. */
export const digestOf = (key: string) => createHash("sha256").update(key).digest("hex");

/**
 * Hands a mail to Resend under an idempotency key and returns Resend's id for it; null when the key
 * was used before with other content, so that a mail of this key is already on its way. Throws on
 * every other failure, because the SDK itself does not.
 */
export async function deliver(key: string, mail: OutgoingMail): Promise<string | null> {
  const { kind, ...content } = mail;
  const tags = [
    { name: "kind", value: kind },
    { name: KEY_TAG, value: digestOf(key) },
  ];
  const { data, error } = await resend().emails.send(
    { from: env().MAIL_FROM, ...content, tags },
    { idempotencyKey: key, signal: AbortSignal.timeout(TIMEOUT_MS) },
  );
  if (data) return data.id;
  if (error.name === "invalid_idempotent_request") return null;
  throw new Error(`Resend did not take a mail of kind ${kind}: ${error.name}`);
}

/**
 * Resend's id of a mail that was sent under the key to `to` since an instant; null when there is
 * none. It looks through everything sent since then: ask only when the key itself no longer answers.
 */
export async function findDelivered(
  key: string,
  { to, since }: { to: string; since: Date },
): Promise<string | null> {
  for (let after: string | undefined; ; ) {
    const page = await listSent(after);
    for (const mail of page.data) {
      if (new Date(mail.created_at) < since) return null;
      const sentTo = mail.to.some((each) => each.toLowerCase() === to.toLowerCase());
      if (sentTo && (await hasKey(mail.id, key))) return mail.id;
    }
    after = page.data.at(-1)?.id;
    if (!page.has_more || !after) return null;
  }
}

async function listSent(after: string | undefined) {
  const { data, error } = await resend().emails.list(
    after ? { limit: PAGE, after } : { limit: PAGE },
    { signal: AbortSignal.timeout(TIMEOUT_MS) },
  );
  if (!data) throw new Error(`Resend did not list what was sent: ${error.name}`);
  return data;
}

async function hasKey(id: string, key: string): Promise<boolean> {
  const { data, error } = await resend().emails.get(id, {
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!data) throw new Error(`Resend did not tell of a mail that it has sent: ${error.name}`);
  return (data.tags ?? []).some(({ name, value }) => name === KEY_TAG && value === digestOf(key));
}
