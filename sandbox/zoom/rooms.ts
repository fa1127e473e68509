import { html } from "hono/html";
import type { Meeting } from "./meeting";

export type Visitor = "guest" | "host";

/** The page behind a join or start link. */
export function roomPage(meeting: Meeting, visitor: Visitor) {
  const start = new Date(meeting.startsAt);
  const when = new Intl.DateTimeFormat("en-GB", {
    dateStyle: "full",
    timeStyle: "short",
    timeZone: meeting.timeZone,
  }).format(start);
  const state =
    visitor === "host"
      ? "You have opened the meeting as its host."
      : meeting.status === "started"
        ? "The host is here. You are in the meeting."
        : "You are in the waiting room until the host opens the meeting.";
  return page(
    `Stand-in meeting room: ${meeting.topic}`,
    html`<h1>Stand-in meeting room: ${meeting.topic}, <time datetime="${meeting.startsAt}">${when}</time></h1>
<p>${meeting.durationMinutes} minutes, times in ${meeting.timeZone}. Meeting ${groups(meeting.id)}.</p>
<p>${state}</p>`,
  );
}

export function refusalPage(title: string, text: string) {
  return page(title, html`<h1>${title}</h1><p>${text}</p>`);
}

function page(title: string, body: ReturnType<typeof html>) {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>
  :root { color-scheme: light dark; --paper: #fbfaf7; --ink: #1c1b1a; --quiet: #625e57; }
  @media (prefers-color-scheme: dark) { :root { --paper: #171614; --ink: #ece8df; --quiet: #a8a297; } }
  body { margin: 0 auto; max-width: 36rem; padding: 15vh 16px 32px; background: var(--paper);
    color: var(--ink); font: 17px/1.55 system-ui, sans-serif; }
  h1 { font: 600 28px/1.25 Georgia, serif; overflow-wrap: anywhere; }
  p { color: var(--quiet); }
</style>
</head>
<body><main>${body}</main></body>
</html>`;
}

/** 812 3456 7890, as people read it. */
function groups(id: number): string {
  return String(id).replace(/^(\d{3})(\d{4})(\d+)$/, "$1 $2 $3");
}
