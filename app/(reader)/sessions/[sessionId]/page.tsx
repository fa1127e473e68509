import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { sendLink } from "@/app/_actions/send-link";
import { ownSession } from "@/app/_pages/own-session";
import { SessionReport } from "@/app/_pages/session-report";
import { Join } from "@/components/sessions/join";
import { QuestionsForm } from "@/components/sessions/questions-form";
import { Receipt } from "@/components/sessions/receipt";
import { SessionHeading } from "@/components/sessions/session-heading";
import { sessionRows } from "@/components/sessions/session-rows";
import { Unconfirmed } from "@/components/sessions/unconfirmed";
import { pageZone } from "@/components/site/page-zone";
import { LinkButton } from "@/components/ui/button";
import { DataList } from "@/components/ui/data-list";
import { Page } from "@/components/ui/page";
import { addHours } from "@/lib/platform/time";
import { getReceipt } from "@/lib/sessions/get-receipt";
import { QUESTIONS_MAX } from "@/lib/sessions/write-questions";
import { saveQuestions } from "./actions";
import { AddToCalendar } from "./add-to-calendar";
import { Changes } from "./changes";
import { SessionReview } from "./session-review";
import { Story } from "./story";

export const metadata: Metadata = { title: "Session", robots: { index: false } };

type Props = {
  params: Promise<{ sessionId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** A reader's session, from the confirmation to the receipt. */
export default async function SessionPage({ params, searchParams }: Props) {
  const { sessionId } = await params;
  const { ctx, session } = await ownSession(sessionId, `/sessions/${sessionId}`);
  if (session.role === "researcher") redirect(`/dashboard/bookings/${session.id}`);
  if (session.state === "held" || session.state === "expiring") redirect(`/checkout/${session.id}`);
  const { booked, moved } = await searchParams;
  const zone = await pageZone(ctx.actor);
  const receipt = await getReceipt(ctx, { sessionId });
  const isLive = session.state === "confirmed" || session.state === "requested";
  const isToCome = isLive && session.endsAt > ctx.now;
  const title =
    booked && session.state === "confirmed"
      ? `You are booked with ${session.researcherName}`
      : booked && session.state === "requested"
        ? `Your request is with ${session.researcherName}`
        : `Session with ${session.researcherName}`;
  return (
    <Page>
      <SessionHeading title={title} session={session} seenBy="reader" zone={zone} />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start [overflow-wrap:anywhere] gap-x-16 lg:grid-cols-[minmax(0,1fr)_22rem] lg:grid-rows-[auto_1fr]">
        <div className="grid gap-6 *:last:mb-8">
          <Story
            session={session}
            receipt={receipt}
            zone={zone}
            email={ctx.actor.email}
            isNew={Boolean(booked)}
            isMoved={Boolean(moved)}
          />
          <SessionReport ctx={ctx} session={session} zone={zone} />
          <SessionReview ctx={ctx} session={session} zone={zone} />
          {!ctx.actor.emailVerified && (
            <Unconfirmed
              email={ctx.actor.email}
              sendLink={sendLink.bind(null, `/sessions/${session.id}`)}
            />
          )}
        </div>
        <aside
          aria-label="What you can do"
          className="mb-10 grid gap-6 lg:col-start-2 lg:row-span-2 lg:row-start-1"
        >
          {session.state === "confirmed" && isToCome && (
            <>
              <Join joinUrl={session.joinUrl} isLate={session.startsAt <= addHours(ctx.now, 1)} />
              <AddToCalendar session={session} />
            </>
          )}
          {isToCome && <Changes session={session} now={ctx.now} zone={zone} />}
          {!isToCome && (
            <div>
              <LinkButton href={`/researchers/${session.researcherSlug}`} variant="secondary">
                Book {session.researcherName} again
              </LinkButton>
            </div>
          )}
        </aside>
        <div className="grid gap-8">
          <DataList
            rows={[
              ...sessionRows(session),
              isToCome
                ? [
                    "Your questions",
                    <QuestionsForm
                      key="questions"
                      questions={session.questions}
                      maximum={QUESTIONS_MAX}
                      action={saveQuestions.bind(null, session.id)}
                    />,
                  ]
                : session.questions !== null && [
                    "Your questions",
                    <p key="questions" className="whitespace-pre-wrap">
                      {session.questions}
                    </p>,
                  ],
            ]}
          />
          {receipt.length > 0 && (
            <section aria-labelledby="receipt-heading">
              <div className="mb-3 flex flex-wrap items-baseline justify-between gap-4">
                <h2 id="receipt-heading" className="text-21">
                  What you paid
                </h2>
                <LinkButton
                  href={`/sessions/${session.id}/receipt`}
                  variant="quiet"
                  size="small"
                  className="-mr-3"
                >
                  Receipt to print
                </LinkButton>
              </div>
              <Receipt payments={receipt} session={session} zone={zone} />
            </section>
          )}
        </div>
      </div>
    </Page>
  );
}
