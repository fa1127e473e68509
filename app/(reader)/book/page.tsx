import type { Metadata } from "next";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { HoldForm } from "@/components/sessions/hold-form";
import { OtherTimes } from "@/components/sessions/hold-refusal";
import { SessionSummary } from "@/components/sessions/session-summary";
import { pageZone } from "@/components/site/page-zone";
import { LinkButton } from "@/components/ui/button";
import { Page, PageHeading } from "@/components/ui/page";
import { pageContext } from "@/lib/auth/current-context";
import { withReturnTo } from "@/lib/auth/return-to";
import { findPaper } from "@/lib/papers/find-paper";
import type { Ctx } from "@/lib/platform/context";
import { DomainError } from "@/lib/platform/errors";
import { changeableUntil } from "@/lib/sessions/cancel-session";
import { answerDeadline } from "@/lib/sessions/confirm-paid";
import { previewSession, type SessionPreview } from "@/lib/sessions/preview-session";
import { holdTime } from "./actions";

export const metadata: Metadata = { title: "Book a time", robots: { index: false } };

type Search = Promise<Record<string, string | string[] | undefined>>;

/** A chosen time, before it is held: what it is, what it costs, and one button. */
export default async function BookPage({ searchParams }: { searchParams: Search }) {
  const { slot, paper: paperParam } = await searchParams;
  const ctx = await pageContext();
  const slotId = typeof slot === "string" ? slot : "";
  const preview = await previewOf(ctx, slotId);
  if (typeof preview === "string") return <NoSuchTime reason={preview} />;
  if (preview.own?.isThisSlot && ["held", "expiring"].includes(preview.own.state)) {
    redirect(`/checkout/${preview.own.id}`);
  }
  const paper = typeof paperParam === "string" ? await findPaper(ctx, paperParam) : null;
  const zone = await pageZone(ctx.actor);
  const { researcher } = preview;
  const here = `/book?${new URLSearchParams({ slot: slotId, ...(paper && { paper: paper.id }) })}`;
  const problem = problemOf(preview, zone, paper?.id ?? null);
  return (
    <Page>
      <PageHeading title={`Book a time with ${researcher.name}`} />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-x-16 gap-y-10 lg:grid-cols-[minmax(0,1fr)_26rem]">
        <SessionSummary
          researcher={researcher}
          startsAt={preview.startsAt}
          endsAt={preview.endsAt}
          zone={zone}
          paperTitle={paper?.title ?? null}
          price={{
            fullPriceCents: preview.price.fullCents,
            memberDiscountCents: preview.isMember ? preview.price.discountCents : 0,
            memberPriceCents: preview.price.memberCents,
            isOpen: true,
          }}
          requiresAcceptance={preview.requiresAcceptance}
          refundableUntil={changeableUntil(preview, ctx.now)}
          answerBy={answerDeadline(ctx.now, preview.startsAt)}
        />
        <section aria-labelledby="hold-heading" className="rounded border bg-raised p-5 sm:p-6">
          <h2 id="hold-heading" className="mb-4 text-21">
            {problem
              ? problem.title
              : ctx.actor.kind === "user"
                ? "Keep this time"
                : "Who is booking?"}
          </h2>
          {problem ? (
            <div className="grid gap-4 text-15">{problem.body}</div>
          ) : (
            <HoldForm
              slotId={slotId}
              paperId={paper?.id ?? null}
              isSignedIn={ctx.actor.kind === "user"}
              zone={zone}
              researcher={researcher}
              signInHref={withReturnTo("/sign-in", here)}
              action={holdTime}
            />
          )}
        </section>
      </div>
    </Page>
  );
}

async function previewOf(ctx: Ctx, slotId: string): Promise<SessionPreview | "unknown" | "closed"> {
  try {
    return await previewSession(ctx, { slotId });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return error.code === "NOT_BOOKABLE" ? "closed" : "unknown";
  }
}

type Problem = { title: string; body: ReactNode };

/** What is known before anything is pressed: better told at once than refused later. */
function problemOf(preview: SessionPreview, zone: string, paperId: string | null): Problem | null {
  const { researcher, own } = preview;
  const otherTimes = (
    <LinkButton href={`/researchers/${researcher.slug}`} variant="secondary">
      See all times
    </LinkButton>
  );
  if (preview.isOwnProfile) {
    return {
      title: "This is your own profile",
      body: (
        <>
          <p className="text-muted">You cannot book a session with yourself.</p>
          <div>
            <LinkButton href="/dashboard/bookings" variant="secondary">
              See your bookings
            </LinkButton>
          </div>
        </>
      ),
    };
  }
  if (own && own.state !== "expiring") {
    return {
      title: own.isThisSlot ? "You have booked this time" : "You have another session then",
      body: (
        <div className="flex flex-wrap gap-3">
          <LinkButton href={`/sessions/${own.id}`}>See that session</LinkButton>
          {otherTimes}
        </div>
      ),
    };
  }
  if (preview.isOffered) return null;
  return {
    title: "This time is no longer free",
    body: (
      <OtherTimes
        times={preview.alternatives}
        zone={zone}
        paperId={paperId}
        more={<div>{otherTimes}</div>}
      />
    ),
  };
}

function NoSuchTime({ reason }: { reason: "unknown" | "closed" }) {
  return (
    <Page width="reading">
      <PageHeading
        title={
          reason === "closed"
            ? "This researcher does not take bookings at the moment"
            : "This link does not lead to a time"
        }
      >
        {reason === "closed"
          ? "Their hours may open again later. Others who work on the same questions may be free now."
          : "It may have been cut short on the way. Choose a researcher and pick a time on their page."}
      </PageHeading>
      <LinkButton href="/researchers">Find a researcher</LinkButton>
    </Page>
  );
}
