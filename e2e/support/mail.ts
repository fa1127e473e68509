export type Mail = {
  id: string;
  from: string;
  to: string[];
  subject: string;
  html: string | null;
  text: string | null;
  tags: { name: string; value: string }[];
  /** `content` is base64. */
  attachments: { filename: string; contentType: string; content: string }[];
  createdAt: string;
};

export type MailFilter = { to: string; subject?: string; tag?: string; since?: Date };

/** What has been sent, as the recipients would see it. */
export class Mailbox {
  constructor(readonly sandbox: string) {}

  /** All mails to an address that match, oldest first. */
  async find({ to, subject, tag, since }: MailFilter): Promise<Mail[]> {
    const query = new URLSearchParams({ to });
    if (subject) query.set("subject", subject);
    if (tag) query.set("tag", tag);
    if (since) query.set("since", since.toISOString());
    const response = await fetch(`${this.sandbox}/_sandbox/mails?${query}`);
    if (!response.ok) throw new Error(`the mailbox answered ${response.status}`);
    return (await response.json()) as Mail[];
  }

  /** Waits for a mail that matches and returns the newest; throws with what came instead. */
  async waitFor(filter: MailFilter, timeoutMs = 30_000): Promise<Mail> {
    for (const deadline = Date.now() + timeoutMs; Date.now() < deadline; ) {
      const newest = (await this.find(filter)).at(-1);
      if (newest) return newest;
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
    const all = await this.find({ to: filter.to });
    const subjects = all.map(({ subject }) => `"${subject}"`).join(", ") || "none";
    const wanted = filter.subject ?? filter.tag ?? "any";
    throw new Error(`No mail to ${filter.to} (${wanted}) came; there: ${subjects}`);
  }
}

/** The first link of a mail whose address contains `part`. Throws when there is none. */
export function linkIn(mail: Mail, part: string): string {
  const links = [...(mail.html ?? "").matchAll(/href="([^"]+)"/g)].map((match) =>
    (match[1] ?? "").replaceAll("&amp;", "&"),
  );
  const link = links.find((href) => href.includes(part));
  if (!link)
    throw new Error(`"${mail.subject}" has no link with ${part}, only: ${links.join(" ")}`);
  return link;
}
