import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { preconnect, preload } from "react-dom";
import { ownSession } from "@/app/_pages/own-session";
import { nonceIn, POLICY_HEADER } from "@/app/_pages/page-policy";
import { ActButton } from "@/components/forms/act-button";
import { CheckoutForm } from "@/components/payments/checkout-form";
import { declineWords } from "@/components/payments/decline-words";
import { SessionSummary } from "@/components/sessions/session-summary";
import { pageZone } from "@/components/site/page-zone";
import { Page, PageHeading } from "@/components/ui/page";
import { memberPrice } from "@/lib/membership/member-price";
import { env } from "@/lib/platform/env";
import { MINUTE_MS } from "@/lib/platform/time";
import { changeableUntil } from "@/lib/sessions/cancel-session";
import { answerDeadline } from "@/lib/sessions/confirm-paid";
import { fullPriceCents } from "@/lib/sessions/full-price";
import { canHoldAgain } from "@/lib/sessions/hold-again";
import type { SessionDetail } from "@/lib/sessions/session-view";
import { QUESTIONS_MAX } from "@/lib/sessions/write-questions";
import { holdOnceMore, keepQuestions, letGo, openPayment, settle } from "./actions";
import { HoldEnded } from "./hold-ended";

export const metadata: Metadata = { title: "Pay", robots: { index: false } };

type Props = {
  params: Promise<{ sessionId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** A held time on its way to being paid: what it is on one side, the card on the other. */
export default async function CheckoutPage({ params, searchParams }: Props) {
  const { sessionId } = await params;
  const { ctx, session } = await ownSession(sessionId, `/checkout/${sessionId}`);
  if (session.role !== "reader") notFound();
  if (isPaid(session)) redirect(`/sessions/${session.id}${justPaid(session, ctx.now)}`);
  const zone = await pageZone(ctx.actor);
  const isHeld = session.state === "held" && session.holdExpiresAt > ctx.now;
  const { problem, intent } = await searchParams;
  const settings = env();
  if (isHeld) await warmUp(settings.STRIPE_JS_URL);
  return (
    <Page>
      <PageHeading title={isHeld ? "Pay for your session" : "Your session"} />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-x-16 gap-y-10 lg:grid-cols-[minmax(0,1fr)_28rem]">
        <div className="grid gap-6 lg:sticky lg:top-8">
          <SessionSummary
            researcher={{
              name: session.researcherName,
              slug: session.researcherSlug,
              timeZone: session.researcherTimeZone,
            }}
            startsAt={session.startsAt}
            endsAt={session.endsAt}
            zone={zone}
            paperTitle={session.paperTitle}
            price={{
              fullPriceCents: fullPriceCents(session),
              memberDiscountCents: session.memberDiscountCents,
              memberPriceCents: memberPrice(fullPriceCents(session)).memberCents,
            }}
            requiresAcceptance={session.requiresAcceptance}
            refundableUntil={changeableUntil(session, ctx.now)}
            answerBy={answerDeadline(ctx.now, session.startsAt)}
          />
          {isHeld && (
            <div className="hidden lg:block">
              <LetGo sessionId={session.id} />
            </div>
          )}
        </div>
        <section aria-label="Payment" className="rounded border bg-raised p-5 sm:p-6">
          {isHeld ? (
            <CheckoutForm
              researcherName={session.researcherName}
              questions={session.questions ?? ""}
              questionsMaximum={QUESTIONS_MAX}
              amountCents={session.priceCents}
              currency={session.currency}
              payer={{ name: ctx.actor.name, email: ctx.actor.email }}
              stripe={{
                publishableKey: settings.STRIPE_PUBLISHABLE_KEY,
                scriptUrl: settings.STRIPE_JS_URL ?? null,
              }}
              returnUrl={new URL(`/checkout/${session.id}/return`, settings.APP_URL).href}
              expiresAtMs={session.holdExpiresAt.getTime()}
              nowMs={ctx.now.getTime()}
              zone={zone}
              problem={typeof problem === "string" ? declineWords({ code: problem }) : null}
              pendingIntentId={typeof intent === "string" ? intent : null}
              keepQuestions={keepQuestions.bind(null, session.id)}
              openPayment={openPayment.bind(null, session.id)}
              settle={settle.bind(null, session.id)}
            />
          ) : (
            <HoldEnded
              wasLetGo={session.cancelReason === "reader_canceled"}
              researcherName={session.researcherName}
              researcherSlug={session.researcherSlug}
              isFree={await canHoldAgain(ctx, session)}
              holdAgain={holdOnceMore.bind(null, session.id)}
            />
          )}
        </section>
        {isHeld && (
          <div className="lg:hidden">
            <LetGo sessionId={session.id} />
          </div>
        )}
      </div>
    </Page>
  );
}

function LetGo({ sessionId }: { sessionId: string }) {
  return (
    <ActButton
      variant="quiet"
      pendingLabel="Letting it go"
      className="-ml-4"
      action={letGo.bind(null, sessionId)}
    >
      Let this time go
    </ActButton>
  );
}

/** Paid and kept, or paid and on its way back: either way there is more to see than a card form. */
function isPaid({ state, paidAt, paymentStatus }: SessionDetail): boolean {
  if (state === "requested" || state === "confirmed" || state === "completed") return true;
  return state === "canceled" && (paidAt !== null || paymentStatus === "refunded");
}

const CONFIRMATION_MS = 10 * MINUTE_MS;

/** Whoever comes from paying sees the confirmation, also when this page is faster than the form. */
function justPaid({ state, paidAt }: SessionDetail, now: Date): string {
  if (state === "canceled" || !paidAt) return "";
  return now.getTime() - paidAt.getTime() < CONFIRMATION_MS ? "?booked=1" : "";
}

/** The browser fetches Stripe's script while it still reads the page, which takes the page's nonce. */
async function warmUp(scriptUrl: string | undefined): Promise<void> {
  const nonce = nonceIn((await headers()).get(POLICY_HEADER));
  if (scriptUrl && nonce) preload(scriptUrl, { as: "script", nonce });
  else preconnect(scriptUrl ?? "https://js.stripe.com");
}
