import { z } from "zod";
import { invalid, missing } from "./errors";

export const EMAIL = "resend.email";
const MAX_RECIPIENTS = 50;

export type Attachment = {
  filename: string;
  contentType: string;
  /** base64 */
  content: string;
  contentId: string | null;
};

/** A mail as it is kept. */
export type Email = {
  id: string;
  messageId: string;
  from: string;
  to: string[];
  cc: string[];
  bcc: string[];
  replyTo: string[];
  /** Bare addresses of to, cc and bcc in lower case, for searching. */
  recipients: string[];
  subject: string;
  html: string | null;
  text: string | null;
  headers: { [name: string]: string };
  tags: { name: string; value: string }[];
  attachments: Attachment[];
  idempotencyKey: string | null;
  lastEvent: "sent" | "delivered" | "bounced" | "complained";
  createdAt: string;
};
export type EmailFields = Omit<
  Email,
  "id" | "messageId" | "idempotencyKey" | "lastEvent" | "createdAt"
>;

const list = z.preprocess((value) => [value ?? []].flat(), z.array(z.string()));
const Body = z.looseObject({
  from: z.string().optional(),
  to: list,
  cc: list,
  bcc: list,
  reply_to: list,
  subject: z.string().optional(),
  html: z.string().nullish(),
  text: z.string().nullish(),
  headers: z.record(z.string(), z.string()).nullish(),
  tags: z.array(z.object({ name: z.string(), value: z.string() })).nullish(),
  attachments: z
    .array(
      z.looseObject({
        filename: z.string().nullish(),
        content: z.string().nullish(),
        content_type: z.string().nullish(),
        content_id: z.string().nullish(),
      }),
    )
    .nullish(),
});

const UNSUPPORTED = ["scheduled_at", "template", "topic_id"];

/** The body of a send call; throws what Resend would answer to the first thing that is wrong. */
export function readEmail(body: unknown): EmailFields {
  const parsed = Body.safeParse(body);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw invalid(`Invalid \`${issue?.path.join(".") || "body"}\` field. ${issue?.message ?? ""}`);
  }
  const input = parsed.data;
  for (const field of UNSUPPORTED)
    if (input[field] !== undefined)
      throw invalid(`The sandbox does not support the \`${field}\` field.`);
  if (!input.from) throw missing("`from`");
  if (input.to.length === 0) throw missing("`to`");
  if (input.subject === undefined) throw missing("`subject`");
  if (!input.html && !input.text) throw missing("`html` or `text`");
  if (input.to.length > MAX_RECIPIENTS)
    throw invalid(`The \`to\` field must not have more than ${MAX_RECIPIENTS} addresses.`);
  const addresses = { from: [input.from], to: input.to, cc: input.cc, bcc: input.bcc };
  for (const [field, values] of Object.entries({ ...addresses, reply_to: input.reply_to }))
    for (const value of values) if (!bareAddress(value)) throw badAddress(field);
  return {
    from: input.from,
    to: input.to,
    cc: input.cc,
    bcc: input.bcc,
    replyTo: input.reply_to,
    recipients: [...input.to, ...input.cc, ...input.bcc].map((to) => bareAddress(to) ?? ""),
    subject: input.subject,
    html: input.html ?? null,
    text: input.text ?? null,
    headers: input.headers ?? {},
    tags: (input.tags ?? []).map(readTag),
    attachments: (input.attachments ?? []).map(readAttachment),
  };
}

/** The address of `Name <name@host>` or `name@host`, in lower case; undefined when it is none. */
export function bareAddress(text: string): string | undefined {
  const [, named, bare] =
    /^\s*(?:[^<>]*<([^<>\s@]+@[^<>\s@]+\.[^<>\s@]+)>|([^<>\s@]+@[^<>\s@]+\.[^<>\s@]+))\s*$/.exec(
      text,
    ) ?? [];
  return (named ?? bare)?.toLowerCase();
}

function badAddress(field: string) {
  return invalid(
    `Invalid \`${field}\` field. The email address needs to follow the \`email@example.com\` or \`Name <email@example.com>\` format.`,
  );
}

function readTag(tag: Email["tags"][number]) {
  for (const text of [tag.name, tag.value])
    if (!/^[\w-]{1,256}$/.test(text))
      throw invalid("Tags should only contain ASCII letters, numbers, underscores, or dashes.");
  return { name: tag.name, value: tag.value };
}

type RawAttachment = NonNullable<z.infer<typeof Body>["attachments"]>[number];

function readAttachment(raw: RawAttachment): Attachment {
  if (!raw.filename) throw invalid("The attachment must have a `filename`.");
  if (!raw.content)
    throw invalid(
      `The attachment ${raw.filename} must have \`content\`; \`path\` is not supported.`,
    );
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(raw.content))
    throw invalid(`The content of the attachment ${raw.filename} is not base64.`);
  return {
    filename: raw.filename,
    contentType: raw.content_type ?? guessType(raw.filename),
    content: raw.content,
    contentId: raw.content_id ?? null,
  };
}

const TYPES: Record<string, string> = {
  ics: "text/calendar; charset=utf-8",
  pdf: "application/pdf",
  png: "image/png",
  txt: "text/plain; charset=utf-8",
};

function guessType(filename: string): string {
  return TYPES[filename.split(".").pop()?.toLowerCase() ?? ""] ?? "application/octet-stream";
}
