import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ownSession } from "@/app/_pages/own-session";
import { openTimes } from "@/components/availability/open-times";
import { SlotPicker } from "@/components/availability/slot-picker";
import { ActButton } from "@/components/forms/act-button";
import { BothTimes } from "@/components/sessions/both-times";
import { SessionTimes } from "@/components/sessions/session-times";
import { pageZone } from "@/components/site/page-zone";
import { LinkButton } from "@/components/ui/button";
import { DataList } from "@/components/ui/data-list";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { Page, PageHeading } from "@/components/ui/page";
import { decodeSlotId } from "@/lib/availability/slot-id";
import { DomainError } from "@/lib/platform/errors";
import { DAY_MS, MINUTE_MS } from "@/lib/platform/time";
import { listRescheduleSlots, type RescheduleSlots } from "@/lib/sessions/list-reschedule-slots";
import type { SessionDetail } from "@/lib/sessions/session-view";
import { move } from "../actions";

export const metadata: Metadata = { title: "Move a session", robots: { index: false } };

type Props = {
  params: Promise<{ sessionId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** Another time for a session: choose one, see old and new side by side, confirm. */
export default async function ReschedulePage({ params, searchParams }: Props) {
  const { sessionId } = await params;
  const path = `/sessions/${sessionId}/reschedule`;
  const { ctx, session } = await ownSession(sessionId, path);
  if (session.role !== "reader") notFound();
  const zone = await pageZone(ctx.actor);
  const offer = await offerOf(() => {
    const from = ctx.now.getTime();
    // As far as a booking window can reach; the schedule itself knows where it ends.
    return listRescheduleSlots(ctx, { sessionId, from, to: from + 366 * DAY_MS });
  });
  const { to } = await searchParams;
  const chosen = typeof to === "string" && !(offer instanceof DomainError) ? find(offer, to) : null;
  const back = (
    <LinkButton href={`/sessions/${sessionId}`} variant="secondary">
      Keep the time as it is
    </LinkButton>
  );
  return (
    <Page width="reading">
      <p className="mb-4">
        <Link href={`/sessions/${sessionId}`} className="link">
          Back to the session
        </Link>
      </p>
      <PageHeading title={`Move your session with ${session.researcherName}`}>
        {session.state === "requested"
          ? "The price and the length stay. The answer will be for the new time."
          : "The price and the length stay, and so does the Zoom link where it can."}
      </PageHeading>
      {offer instanceof DomainError ? (
        <div className="grid gap-6">
          <Notice tone="info" title={refusalWords(offer)} />
          <div>{back}</div>
        </div>
      ) : chosen ? (
        <OldAndNew session={session} chosen={chosen} slotId={String(to)} zone={zone} path={path} />
      ) : (
        <div className="grid gap-8">
          {to !== undefined && (
            <Notice tone="failure" title="That time is no longer free. Choose another one." live />
          )}
          <Now session={session} zone={zone} />
          <Choice offer={offer} session={session} zone={zone} now={ctx.now} path={path} />
        </div>
      )}
    </Page>
  );
}

async function offerOf(
  ask: () => Promise<RescheduleSlots>,
): Promise<RescheduleSlots | DomainError> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
}

const refusalWords = ({ code }: DomainError) =>
  code === "CANCELLATION_WINDOW_CLOSED"
    ? "It starts in less than 24 hours and can no longer be moved"
    : "This session can no longer be moved";

type Free = RescheduleSlots["free"][number];

const find = ({ free }: RescheduleSlots, slotId: string): Free | null => {
  const slot = decodeSlotId(slotId);
  return (slot && free.find(({ startsAt }) => startsAt === slot.startsAt)) ?? null;
};

function Now({ session, zone }: { session: SessionDetail; zone: string }) {
  return (
    <DataList
      rows={[["Now", <SessionTimes key="now" session={session} seenBy="reader" zone={zone} />]]}
    />
  );
}

type ChoiceProps = {
  offer: RescheduleSlots;
  session: SessionDetail;
  zone: string;
  now: Date;
  path: string;
};

function Choice({ offer, session, zone, now, path }: ChoiceProps) {
  const slots = offer.free.map((slot) => ({ ...slot, available: true }));
  const { startMinutes, zoneRuns } = openTimes(offer.schedule, slots);
  if (startMinutes.length === 0) {
    return (
      <p className="text-muted">
        {session.researcherName} has no other free time at present. You can keep the session or
        cancel it on its page.
      </p>
    );
  }
  return (
    <section aria-labelledby="choose-heading" className="max-w-[26rem]">
      <h2 id="choose-heading" className="mb-4 text-21">
        Choose the new time
      </h2>
      <SlotPicker
        researcherId={session.researcherId}
        researcherName={session.researcherName}
        researcherZone={session.researcherTimeZone}
        zoneRuns={zoneRuns}
        startMinutes={startMinutes}
        sessionMinutes={offer.schedule.preferences.sessionMinutes}
        priceCents={session.priceCents}
        memberPriceCents={session.priceCents}
        requiresAcceptance={session.requiresAcceptance}
        paperId={null}
        serverZone={zone}
        nowMinute={Math.floor(now.getTime() / MINUTE_MS)}
        move={{ path }}
      />
    </section>
  );
}

type OldAndNewProps = {
  session: SessionDetail;
  chosen: Free;
  slotId: string;
  zone: string;
  path: string;
};

function OldAndNew({ session, chosen, slotId, zone, path }: OldAndNewProps) {
  return (
    <div className="grid gap-6">
      <DataList
        rows={[
          [
            "Now",
            <span key="now" className="text-muted line-through decoration-1">
              <SessionTimes session={session} seenBy="reader" zone={zone} />
            </span>,
          ],
          [
            "New",
            <span key="new" className="font-medium">
              <BothTimes
                startsAt={new Date(chosen.startsAt)}
                endsAt={new Date(chosen.endsAt)}
                zone={zone}
                otherName={session.researcherName}
                otherZone={session.researcherTimeZone}
              />
            </span>,
          ],
        ]}
      />
      <p className="text-muted">
        Nothing is charged. {session.researcherName} is told by mail
        {session.state === "requested"
          ? " and answers for the new time."
          : ", and both of you get a new calendar invitation."}
      </p>
      <div className="flex flex-wrap items-start gap-3">
        <ActButton pendingLabel="Moving it" action={move.bind(null, session.id, slotId)}>
          Move to the new time
        </ActButton>
        <LinkButton href={path} variant="secondary">
          Choose another time
        </LinkButton>
      </div>
    </div>
  );
}
