import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ownSession } from "@/app/_pages/own-session";
import { PrintButton } from "@/components/sessions/print-button";
import { Receipt } from "@/components/sessions/receipt";
import { pageZone } from "@/components/site/page-zone";
import { DataList } from "@/components/ui/data-list";
import { Link } from "@/components/ui/link";
import { Page, PageHeading } from "@/components/ui/page";
import { When } from "@/components/ui/when";
import { env } from "@/lib/platform/env";
import { minutesBetween } from "@/lib/platform/time";
import { getReceipt } from "@/lib/sessions/get-receipt";

export const metadata: Metadata = { title: "Receipt", robots: { index: false } };

/** What was paid, on a page made for paper. */
export default async function ReceiptPage({ params }: { params: Promise<{ sessionId: string }> }) {
  const { sessionId } = await params;
  const { ctx, session } = await ownSession(sessionId, `/sessions/${sessionId}/receipt`);
  if (session.role !== "reader") notFound();
  const payments = await getReceipt(ctx, { sessionId });
  const first = payments[0];
  if (!first) notFound();
  const zone = await pageZone(ctx.actor);
  const minutes = minutesBetween(session.startsAt, session.endsAt);
  return (
    <Page width="reading">
      <p className="mb-6 flex flex-wrap items-center justify-between gap-4 print:hidden">
        <Link href={`/sessions/${session.id}`} className="link">
          Back to the session
        </Link>
        <PrintButton />
      </p>
      <PageHeading title="Receipt">Colloquy</PageHeading>
      <div className="grid gap-8">
        <DataList
          rows={[
            ["From", env().MAIL_POSTAL_ADDRESS],
            ["For", `${session.readerName}, ${ctx.actor.email}`],
            ["Session", `${minutes} minutes with ${session.researcherName}`],
            ["When", <When key="when" at={session.startsAt} until={session.endsAt} zone={zone} />],
            ["Amounts", "US dollars"],
            ["Receipt number", session.id],
            first.transactionId !== null && ["Payment", first.transactionId],
          ]}
        />
        <Receipt payments={payments} session={session} zone={zone} />
      </div>
    </Page>
  );
}
