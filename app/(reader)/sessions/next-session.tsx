import { SessionTimes } from "@/components/sessions/session-times";
import { untilInWords } from "@/components/sessions/session-words";
import { buttonClasses, LinkButton } from "@/components/ui/button";
import type { SessionDetail } from "@/lib/sessions/session-view";

/** The session that comes next, large, with the way in. */
export function NextSession(props: { session: SessionDetail; zone: string; now: Date }) {
  const { session, zone, now } = props;
  const isOn = session.startsAt <= now;
  const left = untilInWords(session.startsAt.getTime() - now.getTime());
  return (
    <section
      aria-labelledby="next-heading"
      className="rounded border border-l-2 border-l-accent bg-raised p-5 sm:p-6"
    >
      <p className="eyebrow">{isOn ? "On now" : `Next, ${left}`}</p>
      <h2 id="next-heading" className="mt-1 text-28">
        {session.researcherName}
      </h2>
      <p className="mt-2">
        <SessionTimes session={session} seenBy="reader" zone={zone} />
      </p>
      {session.paperTitle && (
        <p className="mt-1 font-serif text-muted italic">{session.paperTitle}</p>
      )}
      <div className="mt-5 flex flex-wrap gap-3">
        {session.joinUrl ? (
          <a
            href={session.joinUrl}
            target="_blank"
            rel="noreferrer"
            className={buttonClasses("primary")}
          >
            Join on Zoom
          </a>
        ) : (
          <p className="self-center text-13 text-muted">The Zoom link is being made.</p>
        )}
        <LinkButton href={`/sessions/${session.id}`} variant="secondary">
          See the session
        </LinkButton>
      </div>
    </section>
  );
}
