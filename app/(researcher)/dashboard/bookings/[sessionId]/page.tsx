import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { ownSession } from "@/app/_pages/own-session";
import { SessionReport } from "@/app/_pages/session-report";
import { ReviewText } from "@/components/reviews/review-list";
import { SessionHeading } from "@/components/sessions/session-heading";
import { sessionRows } from "@/components/sessions/session-rows";
import { endingWords } from "@/components/sessions/session-words";
import { LocalWhen } from "@/components/site/local-when";
import { pageZone } from "@/components/site/page-zone";
import { buttonClasses } from "@/components/ui/button";
import { DataList } from "@/components/ui/data-list";
import { Link } from "@/components/ui/link";
import { Money } from "@/components/ui/money";
import { Notice } from "@/components/ui/notice";
import { Page } from "@/components/ui/page";
import { feeCents, netCents } from "@/lib/platform/money";
import { loadReview } from "@/lib/reviews/get-review";
import { fullPriceCents } from "@/lib/sessions/full-price";
import type { SessionDetail } from "@/lib/sessions/session-view";
import { AnswerReview } from "../../reviews/answer-review";
import { Answer } from "../answer";
import { Host } from "../host";

export const metadata: Metadata = { title: "Booking", robots: { index: false } };

/** One booking as its researcher sees it. */
export default async function BookingPage({ params }: { params: Promise<{ sessionId: string }> }) {
  const { sessionId } = await params;
  const { ctx, session } = await ownSession(sessionId, `/dashboard/bookings/${sessionId}`);
  if (session.role === "reader") redirect(`/sessions/${session.id}`);
  // What nobody has paid for is the reader's own affair.
  if (!session.paidAt) notFound();
  const zone = await pageZone(ctx.actor);
  const review = session.state === "completed" ? await loadReview(ctx, session.id) : null;
  const isToCome = session.state === "confirmed" && session.endsAt > ctx.now;
  return (
    <Page width="reading">
      <p className="mb-4">
        <Link href="/dashboard/bookings" className="link">
          All bookings
        </Link>
      </p>
      <SessionHeading
        title={`Session with ${session.readerName}`}
        session={session}
        seenBy="researcher"
        zone={zone}
      />
      <div className="grid gap-8">
        {session.state === "requested" && (
          <Notice tone="waiting" title={`${session.readerName} has paid and waits for your answer`}>
            {session.answerBy && (
              <p className="mb-3">
                Answer by <LocalWhen at={session.answerBy} zone={zone} />; without one the request
                ends and everything is refunded.
              </p>
            )}
            <Answer session={session} />
          </Notice>
        )}
        {isToCome && <Host session={session} now={ctx.now} zone={zone} />}
        {session.state === "canceled" && (
          <Notice
            title={`Canceled. ${endingWords(session.cancelReason, "researcher", session.readerName)}`}
          >
            {session.readerName} is refunded in full.
          </Notice>
        )}
        <SessionReport ctx={ctx} session={session} zone={zone} />
        <DataList
          rows={[
            ...sessionRows(session),
            [
              "Questions",
              session.questions ? (
                <p key="questions" className="whitespace-pre-wrap">
                  {session.questions}
                </p>
              ) : (
                <span key="questions" className="text-muted">
                  {isToCome || session.state === "requested"
                    ? "None yet; the reader can add some until the session."
                    : "None."}
                </span>
              ),
            ],
            session.state === "canceled"
              ? null
              : ["Price", <Price key="price" session={session} />],
            session.state === "canceled" && session.declineReason !== null
              ? ["You wrote", session.declineReason]
              : null,
          ]}
        />
        {review && (
          <section id="review" aria-labelledby="review-heading" className="scroll-mt-6">
            <h2 id="review-heading" className="mb-2 text-21">
              What {session.readerName} wrote
            </h2>
            <ReviewText review={review} researcherName={session.researcherName} zone={zone} />
            <AnswerReview review={review} />
          </section>
        )}
        {isToCome && (
          <div className="flex flex-wrap gap-2">
            <a
              href={`/sessions/${session.id}/calendar.ics`}
              download
              className={buttonClasses("secondary", "small")}
            >
              Calendar file (.ics)
            </a>
          </div>
        )}
      </div>
    </Page>
  );
}

/** The session at the researcher's rate, and what of it reaches them: a member's discount is not theirs to bear. */
function Price({ session }: { session: SessionDetail }) {
  const { memberDiscountCents, platformFeePercent } = session;
  const gross = fullPriceCents(session);
  return (
    <>
      <Money cents={gross} />
      <span className="block text-13 text-muted">
        Less <Money cents={feeCents(gross, platformFeePercent)} /> fee: you receive{" "}
        <Money cents={netCents(gross, platformFeePercent)} />
      </span>
      {memberDiscountCents > 0 && (
        <span className="block text-13 text-muted">
          {session.readerName} is a member and pays <Money cents={session.priceCents} />; the
          difference comes out of the fee.
        </span>
      )}
    </>
  );
}
