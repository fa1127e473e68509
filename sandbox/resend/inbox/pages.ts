import { html } from "hono/html";
import type { Email } from "../email";
import { parseCalendar } from "../ics";
import type { MailPage, MailSummary } from "../mailbox";
import { eventCard } from "./event-card";

export type InboxQuery = { to: string; search: string; before: string };
export const VIEWS = ["html", "text", "details"] as const;
export type View = (typeof VIEWS)[number];
type Html = ReturnType<typeof html>;

/** The list, and beside it the mail that is being read, if any. */
export function inboxPage(page: MailPage, query: InboxQuery, open?: { mail: Email; view: View }) {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${open ? open.mail.subject : "Inbox"}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/inbox/inbox.css">
</head>
<body>
<a class="skip" href="#mail">Skip to the mail</a>
<main class="panes${open ? " reading" : ""}">
<section class="list" aria-label="Inbox">${list(page, query, open?.mail.id)}</section>
<section class="mail" aria-label="Mail" id="mail" tabindex="-1">${open ? reading(open.mail, open.view, query) : nothingOpen(page, query)}</section>
</main>
<script src="/inbox/inbox.js" defer></script>
</body>
</html>`;
}

function list(page: MailPage, query: InboxQuery, openId: string | undefined) {
  const filtered = query.to !== "" || query.search !== "";
  const mails = page.total === 1 ? "mail" : "mails";
  const title = html`<a href="/inbox">Inbox</a>`;
  return html`${openId ? html`<p class="title">${title}</p>` : html`<h1 class="title">${title}</h1>`}
<p class="quiet">${page.total} ${mails}${filtered ? " found" : ""}. Nothing here has left this machine.</p>
<form method="get" action="/inbox" role="search">
<label>Search <input type="search" name="q" value="${query.search}" autocomplete="off"></label>
<label>Recipient <input type="text" inputmode="email" name="to" value="${query.to}" autocomplete="off" spellcheck="false"></label>
<button>Find mails</button>
</form>
<div class="news" aria-live="polite" data-newest="${query.before ? "" : (page.mails[0]?.place ?? "0")}"></div>
<nav aria-label="Mails"><ol class="mails">${page.mails.map((mail) => item(mail, query, openId))}</ol>
${page.older ? html`<a class="older" href="${link("/inbox", { ...query, before: page.older })}">Older mails</a>` : ""}
${filtered || query.before ? html`<a class="older" href="/inbox">All mails, newest first</a>` : ""}</nav>`;
}

function item(mail: MailSummary, query: InboxQuery, openId: string | undefined) {
  const notes = [
    mail.attachments > 0 ? `${mail.attachments} attached` : "",
    mail.lastEvent === "delivered" ? "" : mail.lastEvent,
  ].filter(Boolean);
  return html`<li><a href="${link(`/inbox/${mail.id}`, query)}"${mail.id === openId ? html` aria-current="page"` : ""}>
<span class="to">${mail.to.join(", ")}</span> ${time(mail.createdAt)}
<span class="subject">${mail.subject || "Without a subject"}</span>
<span class="preview">${[...notes, mail.preview.replace(/\s+/g, " ")].join(" · ")}</span></a></li>`;
}

function nothingOpen(page: MailPage, query: InboxQuery) {
  if (page.total > 0)
    return html`<div class="empty"><h2>Choose a mail to read it</h2>
<p class="quiet">The newest is at the top of the list. New mail is announced there as it comes.</p></div>`;
  const filtered = query.to !== "" || query.search !== "";
  return html`<div class="empty"><h2>${filtered ? "No mail matches" : "No mail yet"}</h2>
<p class="quiet">${filtered ? "Look for something else, or go back to all mails." : "Book a session or sign up: what the product sends appears here."}</p></div>`;
}

function reading(mail: Email, view: View, query: InboxQuery) {
  const at = `/inbox/${mail.id}`;
  const unsubscribe = headerOf(mail, "list-unsubscribe");
  return html`<a class="back" href="${link("/inbox", query)}">Back to the list</a>
<h1>${mail.subject || "Without a subject"}</h1>
<dl>
<dt>From</dt><dd>${mail.from}</dd>
<dt>To</dt><dd>${mail.to.join(", ")}</dd>
${pair("Cc", mail.cc.join(", "))}${pair("Bcc", mail.bcc.join(", "))}${pair("Reply to", mail.replyTo.join(", "))}
<dt>Sent</dt><dd>${time(mail.createdAt, "full")}</dd>
${unsubscribe ? html`<dt>Unsubscribe</dt><dd>${unsubscribeLinks(unsubscribe)}</dd>` : ""}
${mail.lastEvent === "delivered" ? "" : html`<dt>Fate</dt><dd class="badge ${mail.lastEvent}">${mail.lastEvent}</dd>`}
</dl>
${mail.attachments.map((file) => {
  if (!/^text\/calendar/i.test(file.contentType) && !/\.ics$/i.test(file.filename)) return "";
  const event = parseCalendar(Buffer.from(file.content, "base64").toString());
  return event ? eventCard(event) : "";
})}
${mail.attachments.length > 0 ? files(mail, at) : ""}
<nav class="views" aria-label="Parts of the mail">
${mail.html === null ? "" : tab("html", "Message", view, at, query)}
${mail.text === null ? "" : tab("text", "Plain text", view, at, query)}
${tab("details", "Details", view, at, query)}
</nav>
${part(mail, view, at)}`;
}

function part(mail: Email, view: View, at: string) {
  if (view === "html")
    return html`<iframe src="${at}/html" title="Message: ${mail.subject}"
sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"></iframe>`;
  if (view === "text") return html`<pre>${linked(mail.text ?? "")}</pre>`;
  return html`<dl class="details">
${Object.entries(mail.headers).map(([name, value]) => pair(name, value))}
${mail.tags.map((tag) => pair(`Tag ${tag.name}`, tag.value))}
${pair("Idempotency key", mail.idempotencyKey ?? "")}
${pair("Id", mail.id)}
${pair("Message id", mail.messageId)}
</dl>`;
}

function files(mail: Email, at: string) {
  return html`<ul class="files" aria-label="Attachments">${mail.attachments.map((file, index) => {
    const bytes = Buffer.byteLength(file.content, "base64");
    const size = bytes < 1024 ? `${bytes} bytes` : `${Math.round(bytes / 1024)} kB`;
    return html`<li><a href="${at}/attachments/${index}" download>${file.filename} (${size})</a></li>`;
  })}</ul>`;
}

function tab(view: View, name: string, current: View, at: string, query: InboxQuery) {
  const mark = view === current ? html` aria-current="true"` : "";
  return html`<a href="${link(at, query, view)}"${mark}>${name}</a>`;
}

function pair(name: string, value: string) {
  return value ? html`<dt>${name}</dt><dd>${value}</dd>` : "";
}

function time(moment: string, style: "short" | "full" = "short") {
  const words = `${moment.slice(0, 16).replace("T", " ")} UTC`;
  return html`<time datetime="${moment}" data-local="${style}">${words}</time>`;
}

function unsubscribeLinks(value: string) {
  return [...value.matchAll(/<([^>]+)>/g)].map(([, target = ""]) =>
    /^https?:/.test(target) ? html`${anchor(target)} ` : html`${target} `,
  );
}

/** Plain text with its web addresses as links. */
function linked(text: string): (string | Html)[] {
  return text
    .split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)])/)
    .map((piece, index) => (index % 2 === 1 ? anchor(piece) : piece));
}

function anchor(url: string): Html {
  return html`<a href="${url}" target="_blank" rel="noopener">${url}</a>`;
}

function headerOf(mail: Email, name: string): string | undefined {
  return Object.entries(mail.headers).find(([key]) => key.toLowerCase() === name)?.[1];
}

function link(path: string, query: InboxQuery, view?: View): string {
  const params = new URLSearchParams();
  if (query.search) params.set("q", query.search);
  if (query.to) params.set("to", query.to);
  if (query.before) params.set("before", query.before);
  if (view) params.set("view", view);
  return params.size > 0 ? `${path}?${params}` : path;
}
