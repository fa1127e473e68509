import type { Mail } from "@/e2e/support/mail";
import { mailbox, sql } from "./stack";
import { waitFor } from "./wait-for";

export type Invite = {
  method: string;
  uid: string;
  sequence: number;
  status: string;
  text: string;
};

const ACCOUNT_KINDS = new Set(["verify-email", "set-password"]);

/**
 * The mails to an address that are about a session, of all kinds or one, oldest first. Not every
 * mail links to the session, so that its reader must be one that `newReader` made: their name and
 * address are nobody else's.
 */
export async function mailsAbout(sessionId: string, to: string, kind?: string): Promise<Mail[]> {
  const [reader] = await sql<{ name: string; email: string }[]>`
    select name, email from users
    where id = (select reader_id from sessions where id = ${sessionId})`;
  if (!reader) throw new Error(`there is no session ${sessionId}`);
  const mails = await mailbox.find({ to, ...(kind ? { tag: `kind:${kind}` } : {}) });
  if (to === reader.email) return mails.filter((mail) => !ACCOUNT_KINDS.has(kindOf(mail)));
  return mails.filter(({ html }) => html?.includes(reader.name));
}

/** Waits for the first mail of a kind about a session. */
export function mailAbout(sessionId: string, to: string, kind: string): Promise<Mail> {
  return waitFor(`the ${kind} mail to ${to}`, async () =>
    (await mailsAbout(sessionId, to, kind)).at(-1),
  );
}

export const kindOf = (mail: Mail) => mail.tags.find(({ name }) => name === "kind")?.value ?? "";

/** The calendar file of a mail; throws unless there is exactly one. */
export function inviteIn(mail: Mail): Invite {
  const files = mail.attachments.filter(({ filename }) => filename.endsWith(".ics"));
  const [file] = files;
  if (!file || files.length > 1) throw new Error(`"${mail.subject}" has ${files.length} invites`);
  const text = Buffer.from(file.content, "base64")
    .toString("utf8")
    .replaceAll(/\r\n[ \t]/g, "");
  const field = (name: string) =>
    new RegExp(`^${name}(?:;[^:\r\n]*)?:(.*?)\r?$`, "m").exec(text)?.[1] ?? "";
  const uid = field("UID");
  return {
    method: field("METHOD"),
    uid,
    sequence: Number(field("SEQUENCE")),
    status: field("STATUS"),
    text,
  };
}
