import type { Metadata } from "next";
import { adminContext } from "@/app/_pages/admin-context";
import { OfSession, StripeIds } from "@/components/admin/money-cells";
import { StateOf } from "@/components/admin/state-of";
import { refundStates, spaced } from "@/components/admin/state-words";
import { LocalWhen } from "@/components/site/local-when";
import { pageZone } from "@/components/site/page-zone";
import { TimesIn } from "@/components/site/times-in";
import { Money } from "@/components/ui/money";
import { Page, PageHeading } from "@/components/ui/page";
import { ListRefunds, listRefunds, REFUSED } from "@/lib/operations/admin/list-money";
import { fromStart, readSearch, type Search } from "../../from-start";
import { wordsOf } from "../../state-choices";
import { StateList } from "../../state-list";
import { tryRefund } from "../actions";
import { Kinds } from "../kinds";
import { TryAgain } from "../try-again";

export const metadata: Metadata = { title: "Refunds" };

const PATH = "/admin/payments/refunds";
const choices = [...wordsOf(refundStates), [REFUSED, "Refused"]] as const;

type Listed = Awaited<ReturnType<typeof listRefunds>>["items"][number];

/** What goes back to readers, and what Stripe refuses of it. */
export default async function RefundsPage({ searchParams }: { searchParams: Search }) {
  const ctx = await adminContext(PATH);
  const { cursor, state: asked } = await readSearch(searchParams);
  const state = ListRefunds.shape.state.catch(undefined).parse(asked);
  const [refunds, zone] = await Promise.all([
    listRefunds(ctx, { limit: 50, cursor, state }).catch(fromStart(PATH)),
    pageZone(ctx.actor),
  ]);
  return (
    <Page>
      <PageHeading title="Refunds">
        The latest first. One that Stripe refuses is tried again by itself, ever more rarely.{" "}
        <TimesIn zone={zone} />.
      </PageHeading>
      <Kinds current={PATH} />
      <StateList
        path={PATH}
        states={choices}
        state={state}
        cursor={cursor}
        list={refunds}
        caption="Refunds"
        columns={[
          { name: "At Stripe", cell: ({ transactionId }) => <StripeIds ids={[transactionId]} /> },
          { name: "State", cell: ({ status }) => <StateOf state={refundStates[status]} /> },
          { name: "For", cell: ({ sessionId }) => <OfSession id={sessionId} /> },
          { name: "Why", cell: ({ reason }) => spaced(reason) },
          {
            name: "Made",
            cell: ({ createdAt }) => <LocalWhen at={createdAt} zone={zone} format="dated" />,
          },
          { name: "What now", cell: (refund) => <Next refund={refund} zone={zone} /> },
          { name: "Amount", isFigure: true, cell: (row) => <Money cents={row.amountCents} /> },
        ]}
      />
    </Page>
  );
}

function Next({ refund, zone }: { refund: Listed; zone: string }) {
  const { id, status, failureReason, nextTryAt } = refund;
  if (status === "failed") {
    const why = failureReason ? ` (${spaced(failureReason)})` : "";
    return `Return the money another way${why}`;
  }
  if (status !== "due" || !failureReason) return "–";
  return (
    <TryAgain what={`refund ${id}`} action={tryRefund.bind(null, id)}>
      {spaced(failureReason)}
      {nextTryAt && (
        <>
          ; next try <LocalWhen at={nextTryAt} zone={zone} format="dated" />
        </>
      )}
    </TryAgain>
  );
}
