import type { Metadata } from "next";
import { Suspense } from "react";
import { ReportsToAnswer } from "@/app/_pages/reports-to-answer";
import { type ResearcherCtx, researcherContext } from "@/app/_pages/researcher-context";
import { SessionEntry } from "@/components/sessions/session-entry";
import { SessionSection } from "@/components/sessions/session-section";
import { endingWords } from "@/components/sessions/session-words";
import { SessionsSkeleton } from "@/components/sessions/sessions-skeleton";
import { LocalWhen } from "@/components/site/local-when";
import { pageZone } from "@/components/site/page-zone";
import { EmptyState } from "@/components/ui/empty-state";
import { formatDate } from "@/components/ui/format-when";
import { Page, PageHeading } from "@/components/ui/page";
import { Pagination } from "@/components/ui/pagination";
import { DomainError } from "@/lib/platform/errors";
import { listPastBookings } from "@/lib/sessions/read-bookings";
import { listOwnSessions } from "@/lib/sessions/read-sessions";
import type { SessionDetail } from "@/lib/sessions/session-view";
import { Answer } from "./answer";
import { Host } from "./host";

export const metadata: Metadata = { title: "Bookings" };

const PATH = "/dashboard/bookings";

type Search = Promise<{ cursor?: string | string[] }>;

/** A researcher's sessions: what waits for an answer, today, what is to come, what is over. */
export default async function BookingsPage({ searchParams }: { searchParams: Search }) {
  const ctx = await researcherContext(PATH);
  const { cursor } = await searchParams;
  return (
    <Page width="reading">
      <PageHeading title="Bookings" />
      <Suspense fallback={<SessionsSkeleton what="your bookings" />}>
        <Bookings ctx={ctx} cursor={typeof cursor === "string" ? cursor : undefined} />
      </Suspense>
    </Page>
  );
}

async function Bookings({ ctx, cursor }: { ctx: ResearcherCtx; cursor: string | undefined }) {
  const zone = await pageZone(ctx.actor);
  const list = (when: "requests" | "upcoming") =>
    listOwnSessions(ctx, { as: "researcher", when, limit: 100 });
  const [requests, booked, past] = await Promise.all([
    list("requests"),
    list("upcoming"),
    readPast(ctx, cursor),
  ]);
  const today = formatDate(ctx.now, zone, { year: true });
  const isToday = ({ startsAt }: SessionDetail) =>
    startsAt <= ctx.now || formatDate(startsAt, zone, { year: true }) === today;
  const sections = [
    { title: "Today", sessions: booked.filter(isToday) },
    { title: "Upcoming", sessions: booked.filter((session) => !isToday(session)) },
  ];
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-10">
      <ReportsToAnswer ctx={ctx} as="researcher" zone={zone} />
      {requests.length + booked.length === 0 && (
        <EmptyState title="Nothing is booked at present">
          What readers book and pay for stands here, and you hear of it by mail.
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
      {sections.map(
        ({ title, sessions }) =>
          sessions.length > 0 && (
            <SessionSection key={title} title={title}>
              {sessions.map((session) => (
                <SessionEntry
                  key={session.id}
                  {...entryOf(session, zone)}
                  hasBadge={false}
                  note={<Questions session={session} />}
                  actions={<Host session={session} now={ctx.now} zone={zone} />}
                />
              ))}
            </SessionSection>
          ),
      )}
      {past.items.length > 0 && (
        <SessionSection title="Past and canceled">
          {past.items.map((session) => (
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
      <Pagination
        first={cursor ? PATH : null}
        next={past.nextCursor && `${PATH}?cursor=${encodeURIComponent(past.nextCursor)}`}
      />
    </div>
  );
}

/** A page of what is over; an address that holds no place in the list shows its beginning. */
async function readPast(ctx: ResearcherCtx, cursor: string | undefined) {
  try {
    return await listPastBookings(ctx, { limit: 20, cursor });
  } catch (error) {
    if (error instanceof DomainError && error.code === "INVALID_INPUT")
      return listPastBookings(ctx, { limit: 20 });
    throw error;
  }
}

/** The beginning of what the reader wants to talk about; all of it is on the booking's page. */
function Questions({ session }: { session: SessionDetail }) {
  if (!session.questions) return null;
  return (
    <p className="mb-1 line-clamp-3 whitespace-pre-wrap text-15 text-ink">{session.questions}</p>
  );
}

const entryOf = (session: SessionDetail, zone: string) =>
  ({ href: `${PATH}/${session.id}`, session, seenBy: "researcher", zone }) as const;
