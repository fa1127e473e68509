import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { adminContext } from "@/app/_pages/admin-context";
import { StateOf } from "@/components/admin/state-of";
import { sessionStates, spaced } from "@/components/admin/state-words";
import { LocalWhen } from "@/components/site/local-when";
import { pageZone } from "@/components/site/page-zone";
import { DataList } from "@/components/ui/data-list";
import { Link } from "@/components/ui/link";
import { Money } from "@/components/ui/money";
import { Page, PageHeading } from "@/components/ui/page";
import { readSessionStory, type SessionStory } from "@/lib/operations/admin/read-session-story";
import type { Ctx } from "@/lib/platform/context";
import { DomainError } from "@/lib/platform/errors";
import { Aftermath } from "./aftermath";
import { Meeting } from "./meeting-part";
import { Disputes, Payments, Payout, Refunds } from "./money-parts";
import { ReportPart } from "./report-part";

export const metadata: Metadata = { title: "A session" };

type Params = Promise<{ sessionId: string }>;

/** One session, with everything that came of it. */
export default async function SessionPage({ params }: { params: Params }) {
  const { sessionId } = await params;
  const ctx = await adminContext(`/admin/sessions/${encodeURIComponent(sessionId)}`);
  const [story, zone] = await Promise.all([findStory(ctx, sessionId), pageZone(ctx.actor)]);
  const { session, reader, researcher } = story;
  return (
    <Page>
      <p className="mb-4 text-15">
        <Link href="/admin/sessions" className="link">
          All sessions
        </Link>
      </p>
      <PageHeading title={`${reader.name} with ${researcher.name}`}>
        <StateOf state={sessionStates[session.state]} />{" "}
        <LocalWhen at={session.startsAt} until={session.endsAt} zone={zone} />
      </PageHeading>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-12">
        <ReportPart ctx={ctx} story={story} zone={zone} />
        <section aria-labelledby="booking" className="max-w-reading">
          <h2 id="booking" className="mb-3 text-21">
            Booking
          </h2>
          <DataList rows={[...partyRows(story), ...timeRows(story, zone)]} />
        </section>
        <Meeting ctx={ctx} story={story} />
        <Payments story={story} zone={zone} />
        <Refunds story={story} zone={zone} />
        <Payout story={story} zone={zone} />
        <Disputes story={story} zone={zone} />
        <Aftermath story={story} zone={zone} />
      </div>
    </Page>
  );
}

async function findStory(ctx: Ctx, sessionId: string): Promise<SessionStory> {
  try {
    return await readSessionStory(ctx, { sessionId });
  } catch (error) {
    if (error instanceof DomainError && error.code === "NOT_FOUND") notFound();
    throw error;
  }
}

function partyRows({ session, reader, researcher, paperTitle }: SessionStory) {
  return [
    ["Session", <Id key="id" of={session.id} />],
    ["Reader", `${reader.name}, ${reader.email}`],
    [
      "Researcher",
      <span key="researcher" className="wrap-anywhere">
        <Link href={`/researchers/${researcher.slug}`} className="link">
          {researcher.name}
        </Link>
        {researcher.email && `, ${researcher.email}`}
      </span>,
    ],
    paperTitle ? (["Paper", paperTitle] as const) : null,
    session.questions
      ? ([
          "Questions",
          <span key="questions" className="wrap-anywhere whitespace-pre-wrap">
            {session.questions}
          </span>,
        ] as const)
      : null,
    [
      "Price",
      <span key="price">
        <Money cents={session.priceCents} />
        {session.memberDiscountCents > 0 && (
          <>
            {" "}
            (a member’s, <Money cents={session.memberDiscountCents} /> less)
          </>
        )}
        , fee {session.platformFeePercent} %
      </span>,
    ],
  ] as const;
}

function timeRows({ session }: SessionStory, zone: string) {
  const moments = [
    ["Held", session.createdAt],
    [session.paidAt ? null : "Hold ends", session.holdExpiresAt],
    ["Paid", session.paidAt],
    [session.state === "requested" ? "Answer by" : null, session.answerBy],
    ["Accepted", session.acceptedAt],
    ["Confirmed", session.confirmedAt],
    ["Completed", session.completedAt],
    ["Canceled", session.canceledAt],
  ] as const;
  const rows = moments.flatMap(([name, at]) =>
    name && at ? [[name, <LocalWhen key={name} at={at} zone={zone} />] as const] : [],
  );
  if (!session.cancelReason) return rows;
  const reason = [spaced(session.cancelReason), session.declineReason].filter(Boolean).join(": ");
  return [...rows, ["Because", reason] as const];
}

const Id = ({ of }: { of: string }) => (
  <span className="wrap-anywhere font-mono text-13">{of}</span>
);
