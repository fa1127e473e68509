import { googleCalendarUrl } from "@/components/sessions/google-calendar";
import { buttonClasses } from "@/components/ui/button";
import type { SessionDetail } from "@/lib/sessions/session-view";

/** The session for the reader's own calendar, as a file or at Google. */
export function AddToCalendar({ session }: { session: SessionDetail }) {
  const google = googleCalendarUrl({
    startsAt: session.startsAt,
    endsAt: session.endsAt,
    title: `Colloquy: ${session.researcherName}`,
    details: [
      `A session with ${session.researcherName}.`,
      session.paperTitle && `About: ${session.paperTitle}`,
      session.joinUrl && `Join: ${session.joinUrl}`,
    ]
      .filter(Boolean)
      .join("\n"),
    location: session.joinUrl,
  });
  return (
    <section aria-labelledby="calendar-heading">
      <h2 id="calendar-heading" className="eyebrow mb-2 font-sans">
        Add to your calendar
      </h2>
      <div className="flex flex-wrap gap-2">
        <a
          href={`/sessions/${session.id}/calendar.ics`}
          download
          className={buttonClasses("secondary", "small")}
        >
          Calendar file (.ics)
        </a>
        <a
          href={google}
          target="_blank"
          rel="noreferrer"
          className={buttonClasses("secondary", "small")}
        >
          Google Calendar
        </a>
      </div>
    </section>
  );
}
