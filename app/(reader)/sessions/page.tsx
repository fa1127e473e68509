import type { Metadata } from "next";
import { Suspense } from "react";
import { sendLink } from "@/app/_actions/send-link";
import { ReportsToAnswer } from "@/app/_pages/reports-to-answer";
import { type SignedInCtx, signedInContext } from "@/app/_pages/signed-in-context";
import { SessionEntry } from "@/components/sessions/session-entry";
import { SessionSection } from "@/components/sessions/session-section";
import { endingWords } from "@/components/sessions/session-words";
import { SessionsSkeleton } from "@/components/sessions/sessions-skeleton";
import { Unconfirmed } from "@/components/sessions/unconfirmed";
import { LocalWhen } from "@/components/site/local-when";
import { pageZone } from "@/components/site/page-zone";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { formatTime } from "@/components/ui/format-when";
import { Page, PageHeading } from "@/components/ui/page";
import { listOwnSessions } from "@/lib/sessions/read-sessions";
import type { SessionDetail } from "@/lib/sessions/session-view";
import { NextSession } from "./next-session";

export const metadata: Metadata = { title: "My sessions" };

/** What the reader has booked: the next one first, then the rest, then what is over. */
export default async function SessionsPage() {
  const ctx = await signedInContext("/sessions");
  return (
    <Page width="reading">
      <PageHeading title="My sessions" />
      <Suspense fallback={<SessionsSkeleton what="your sessions" />}>
        <Sessions ctx={ctx} />
      </Suspense>
    </Page>
  );
}

async function Sessions({ ctx }: { ctx: SignedInCtx }) {
  const zone = await pageZone(ctx.actor);
  const isOpen = ctx.actor.emailVerified;
  const [upcoming, past] = await Promise.all([
    listOwnSessions(ctx, { as: "reader", when: "upcoming" }),
    // Before the address is confirmed an account shows only what is being booked with it.
    isOpen ? listOwnSessions(ctx, { as: "reader", when: "past", limit: 20 }) : [],
  ]);
  const live = upcoming.filter((session) => !isOverHold(session, ctx.now));
  const next = live.find(({ state }) => state === "confirmed");
  const rest = live.filter((session) => session !== next);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-10 [overflow-wrap:anywhere]">
      {!isOpen && (
        <Unconfirmed email={ctx.actor.email} sendLink={sendLink.bind(null, "/sessions")} />
      )}
      {isOpen && <ReportsToAnswer ctx={ctx} as="reader" zone={zone} />}
      {live.length === 0 && (
        <EmptyState
          title={past.length > 0 ? "Nothing is booked" : "You have not booked a session yet"}
          actions={<LinkButton href="/researchers">Find a researcher</LinkButton>}
        >
          Find whoever wrote the paper, choose a time, and talk it through.
        </EmptyState>
      )}
      {next && <NextSession session={next} zone={zone} now={ctx.now} />}
      {rest.length > 0 && (
        <SessionSection title={next ? "Also coming up" : "Coming up"}>
          {rest.map((session) => (
            <Upcoming key={session.id} session={session} zone={zone} />
          ))}
        </SessionSection>
      )}
      {past.length > 0 && (
        <SessionSection title="Past and canceled">
          {past.map((session) => (
            <SessionEntry
              key={session.id}
              href={`/sessions/${session.id}`}
              session={session}
              seenBy="reader"
              zone={zone}
              note={
                session.state === "canceled" &&
                endingWords(session.cancelReason, "reader", session.researcherName)
              }
            />
          ))}
        </SessionSection>
      )}
    </div>
  );
}

const isOverHold = ({ state, holdExpiresAt }: SessionDetail, now: Date) =>
  state === "expiring" || (state === "held" && holdExpiresAt <= now);

function Upcoming({ session, zone }: { session: SessionDetail; zone: string }) {
  const entry = { session, seenBy: "reader", zone } as const;
  if (session.state === "held") {
    return (
      <SessionEntry
        {...entry}
        href={`/checkout/${session.id}`}
        note={`Held until ${formatTime(session.holdExpiresAt, zone)}. Nothing is charged yet.`}
        actions={<LinkButton href={`/checkout/${session.id}`}>Continue to payment</LinkButton>}
      />
    );
  }
  return (
    <SessionEntry
      {...entry}
      href={`/sessions/${session.id}`}
      note={
        session.state === "requested" &&
        session.answerBy && (
          <>
            The answer comes by <LocalWhen at={session.answerBy} zone={zone} />.
          </>
        )
      }
    />
  );
}
