import type { SandboxDeps } from "../deps";
import { EMAIL, type Email } from "./email";

export type MailFilter = {
  /** A whole address, or a part of one. */
  to?: string | undefined;
  /** Part of the subject. */
  subject?: string | undefined;
  since?: Date | undefined;
  /** A tag's name, or `name:value`. */
  tag?: string | undefined;
  /** Anywhere in subject, sender, recipients or plain text. */
  search?: string | undefined;
};

/** All mails that match, oldest first. */
export async function findMails(deps: SandboxDeps, filter: MailFilter): Promise<Email[]> {
  const rows = await deps.store.pool<{ body: Email }[]>`
    select body from sandbox.objects where ${matching(deps, filter)} order by seq`;
  return rows.map((row) => row.body);
}

/** Mails newest first, those older than the mail `after`; `hasMore` tells whether older ones follow. */
export async function listMails(
  deps: SandboxDeps,
  { limit, after }: { limit: number; after: string | undefined },
): Promise<{ mails: Email[]; hasMore: boolean }> {
  const { pool } = deps.store;
  const rows = await pool<{ body: Email }[]>`
    select body from sandbox.objects
    where kind = ${EMAIL} and (${after ?? null}::text is null
      or seq < (select seq from sandbox.objects where kind = ${EMAIL} and id = ${after ?? null}))
    order by seq desc limit ${limit + 1}`;
  return { mails: rows.slice(0, limit).map(({ body }) => body), hasMore: rows.length > limit };
}

export type MailSummary = Pick<Email, "id" | "from" | "to" | "subject" | "createdAt"> & {
  place: string;
  preview: string;
  attachments: number;
  lastEvent: Email["lastEvent"];
};
export type MailPage = { mails: MailSummary[]; total: number; older: string | undefined };

/** One page of mails, newest first, beginning before the place `before`. */
export async function pageOfMails(
  deps: SandboxDeps,
  filter: MailFilter,
  before: string | undefined,
  size: number,
): Promise<MailPage> {
  const { pool } = deps.store;
  const rows = await pool<MailSummary[]>`
    select seq as place, id, body->>'from' as from, body->'to' as to,
      body->>'subject' as subject, body->>'createdAt' as "createdAt",
      left(coalesce(body->>'text', ''), 300) as preview, body->>'lastEvent' as "lastEvent",
      jsonb_array_length(body->'attachments') as attachments
    from sandbox.objects
    where ${matching(deps, filter)} and (${before ?? null}::bigint is null or seq < ${before ?? null})
    order by seq desc limit ${size + 1}`;
  const [count] = await pool<{ total: number }[]>`
    select count(*)::int as total from sandbox.objects where ${matching(deps, filter)}`;
  const mails = rows.slice(0, size);
  const older = rows.length > size ? mails.at(-1)?.place : undefined;
  return { mails, total: count?.total ?? 0, older };
}

/** How many matching mails came after the place `after`. */
export async function countNewer(
  deps: SandboxDeps,
  filter: MailFilter,
  after: string,
): Promise<number> {
  const [row] = await deps.store.pool<{ count: number }[]>`
    select count(*)::int as count from sandbox.objects
    where ${matching(deps, filter)} and seq > ${after}`;
  return row?.count ?? 0;
}

export async function getMail(deps: SandboxDeps, id: string): Promise<Email | undefined> {
  return /^[\w-]+$/.test(id) ? deps.store.get<Email>(EMAIL, id) : undefined;
}

/** Forgets every mail; says how many there were. */
export async function emptyMailbox(deps: SandboxDeps): Promise<number> {
  const gone = await deps.store.pool`delete from sandbox.objects where kind = ${EMAIL}`;
  return gone.count;
}

function matching(deps: SandboxDeps, filter: MailFilter) {
  const { pool } = deps.store;
  const { since } = filter;
  const [to, subject, tag, search] = [filter.to, filter.subject, filter.tag, filter.search].map(
    // PostgreSQL's texts cannot hold U+0000.
    (text) => (text ?? "").replaceAll("\u0000", ""),
  ) as [string, string, string, string];
  const recipient = to.trim().toLowerCase();
  const isWhole = /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(recipient);
  const [name = "", value] = tag.split(":");
  const tags = [value === undefined ? { name } : { name, value }];
  return pool`
    kind = ${EMAIL}
    and ${
      isWhole
        ? pool`body @> ${JSON.stringify({ recipients: [recipient] })}::text::jsonb`
        : recipient
          ? pool`body->>'recipients' ilike ${contains(recipient)}`
          : pool`true`
    }
    and ${subject ? pool`body->>'subject' ilike ${contains(subject)}` : pool`true`}
    and ${since ? pool`created >= ${since}` : pool`true`}
    and ${tag ? pool`body @> ${JSON.stringify({ tags })}::text::jsonb` : pool`true`}
    and ${
      search
        ? pool`concat_ws(' ', body->>'subject', body->>'from', body->>'to', body->>'text')
            ilike ${contains(search)}`
        : pool`true`
    }`;
}

function contains(text: string): string {
  return `%${text.replace(/[\\%_]/g, "\\$&")}%`;
}
