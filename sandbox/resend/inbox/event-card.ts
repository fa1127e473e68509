import { html } from "hono/html";
import type { CalendarEvent } from "../ics";

const METHODS: Record<string, string> = {
  REQUEST: "Invitation",
  CANCEL: "Cancellation",
  PUBLISH: "Published event",
  REPLY: "Reply",
};

/** A calendar file as a card: what, when in UTC and in the viewer's zone, method and sequence. */
export function eventCard(event: CalendarEvent) {
  const isCanceled = event.method === "CANCEL" || event.status === "CANCELLED";
  const word = METHODS[event.method] ?? "Event";
  const version = event.sequence === 0 ? "first version" : `change ${event.sequence}`;
  return html`<section class="event${isCanceled ? " cancel" : ""}" aria-label="Calendar event">
<p class="method">${word} (method ${event.method || "missing"}, sequence ${event.sequence}: ${version})</p>
<h2>${event.summary || "Without a title"}</h2>
<dl>
${event.startsAt ? when(event.startsAt, event.endsAt) : row("When", "No readable time")}
${event.location ? row("Where", place(event.location)) : ""}
${event.organizer ? row("Organizer", event.organizer) : ""}
${event.attendees.length > 0 ? row("For", event.attendees.join(", ")) : ""}
${event.status ? row("Status", event.status.toLowerCase()) : ""}
${event.description ? row("Notes", event.description) : ""}
${row("UID", event.uid || "missing")}
</dl>
</section>`;
}

function when(startsAt: Date, endsAt: Date | undefined) {
  const minutes = endsAt ? Math.round((endsAt.getTime() - startsAt.getTime()) / 60_000) : 0;
  const day = new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeZone: "UTC" });
  const clock = (moment: Date) => moment.toISOString().slice(11, 16);
  const span = endsAt ? `${clock(startsAt)} to ${clock(endsAt)}` : clock(startsAt);
  return html`<dt>When, UTC</dt><dd>${day.format(startsAt)}, ${span}${minutes > 0 ? ` (${minutes} minutes)` : ""}</dd>
<dt>When, here</dt><dd><time datetime="${startsAt.toISOString()}" data-local="full">${startsAt.toISOString()}</time></dd>`;
}

function place(location: string) {
  return /^https?:\/\//.test(location)
    ? html`<a href="${location}" target="_blank" rel="noopener">${location}</a>`
    : location;
}

function row(name: string, value: string | ReturnType<typeof html>) {
  return html`<dt>${name}</dt><dd>${value}</dd>`;
}
