import type { Metadata } from "next";
import { Suspense } from "react";
import { type ResearcherCtx, researcherContext } from "@/app/_pages/researcher-context";
import { SessionEntry } from "@/components/sessions/session-entry";
import { SessionSection } from "@/components/sessions/session-section";
import { endingWords } from "@/components/sessions/session-words";
import { SessionsSkeleton } from "@/components/sessions/sessions-skeleton";
import { LocalWhen } from "@/components/site/local-when";
import { pageZone } from "@/components/site/page-zone";
import { EmptyState } from "@/components/ui/empty-state";
import { Page, PageHeading } from "@/components/ui/page";
import { listOwnSessions } from "@/lib/sessions/read-sessions";
import type { SessionDetail } from "@/lib/sessions/session-view";
import { Answer } from "./answer";
import { Host } from "./host";

export const metadata: Metadata = { title: "Bookings" };

/** A researcher's sessions: what waits for an answer, what is booked, what is over. */
export default async function BookingsPage() {
  const ctx = await researcherContext("/dashboard/bookings");
  return (
    <Page width="reading">
      <PageHeading title="Bookings" />
      <Suspense fallback={<SessionsSkeleton what="your bookings" />}>
        <Bookings ctx={ctx} />
      </Suspense>
    </Page>
  );
}

async function Bookings({ ctx }: { ctx: ResearcherCtx }) {
  const zone = await pageZone(ctx.actor);
  const list = (when: "requests" | "upcoming" | "past") =>
    listOwnSessions(ctx, { as: "researcher", when, limit: when === "past" ? 20 : 50 });
  const [requests, upcoming, past] = await Promise.all([
    list("requests"),
    list("upcoming"),
    list("past"),
  ]);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-10">
      {requests.length + upcoming.length === 0 && (
        <EmptyState title="Nothing is booked at present">
          Readers find your free times in the directory. You hear of each booking by mail.
        </EmptyState>
      )}
      {requests.length > 0 && (
        <SessionSection title="Waiting for your answer">
          {requests.map((session) => (
            <SessionEntry
              key={session.id}
              {...entryOf(session, zone)}
              hasBadge={false}
              note={
                <>
                  <Questions session={session} />
                  {session.answerBy && (
                    <p>
                      Answer by <LocalWhen at={session.answerBy} zone={zone} />; after that the
                      reader is refunded.
                    </p>
                  )}
                </>
              }
              actions={<Answer session={session} />}
            />
          ))}
        </SessionSection>
      )}
      {upcoming.length > 0 && (
        <SessionSection title="Booked">
          {upcoming.map((session) => (
            <SessionEntry
              key={session.id}
              {...entryOf(session, zone)}
              hasBadge={false}
              note={<Questions session={session} />}
              actions={<Host session={session} now={ctx.now} zone={zone} />}
            />
          ))}
        </SessionSection>
      )}
      {past.length > 0 && (
        <SessionSection title="Past and canceled">
          {past.map((session) => (
            <SessionEntry
              key={session.id}
              {...entryOf(session, zone)}
              note={
                session.state === "canceled" &&
                endingWords(session.cancelReason, "researcher", session.readerName)
              }
            />
          ))}
        </SessionSection>
      )}
    </div>
  );
}

/** The beginning of what the reader wants to talk about; all of it is on the booking's page. */
function Questions({ session }: { session: SessionDetail }) {
  if (!session.questions) return null;
  return (
    <p className="mb-1 line-clamp-3 whitespace-pre-wrap text-15 text-ink">{session.questions}</p>
  );
}

const entryOf = (session: SessionDetail, zone: string) =>
  ({ href: `/dashboard/bookings/${session.id}`, session, seenBy: "researcher", zone }) as const;
