import type { Metadata } from "next";
import { adminContext } from "@/app/_pages/admin-context";
import { OfSession, StripeIds } from "@/components/admin/money-cells";
import { StateOf } from "@/components/admin/state-of";
import { payoutStates, spaced } from "@/components/admin/state-words";
import { LocalWhen } from "@/components/site/local-when";
import { pageZone } from "@/components/site/page-zone";
import { TimesIn } from "@/components/site/times-in";
import { Money } from "@/components/ui/money";
import { Page, PageHeading } from "@/components/ui/page";
import { ListPayouts, listPayouts, REFUSED } from "@/lib/operations/admin/list-money";
import { fromStart, readSearch, type Search } from "../../from-start";
import { wordsOf } from "../../state-choices";
import { StateList } from "../../state-list";
import { tryPayout } from "../actions";
import { Kinds } from "../kinds";
import { TryAgain } from "../try-again";

export const metadata: Metadata = { title: "Payouts" };

const PATH = "/admin/payments/payouts";
const choices = [...wordsOf(payoutStates), [REFUSED, "Refused"]] as const;

type Listed = Awaited<ReturnType<typeof listPayouts>>["items"][number];

/** What researchers are owed and have been sent, and what Stripe refuses of it. */
export default async function PayoutsPage({ searchParams }: { searchParams: Search }) {
  const ctx = await adminContext(PATH);
  const { cursor, state: asked } = await readSearch(searchParams);
  const state = ListPayouts.shape.state.catch(undefined).parse(asked);
  const [payouts, zone] = await Promise.all([
    listPayouts(ctx, { limit: 50, cursor, state }).catch(fromStart(PATH)),
    pageZone(ctx.actor),
  ]);
  return (
    <Page>
      <PageHeading title="Payouts">
        The latest first. One that Stripe refuses is tried again by itself. <TimesIn zone={zone} />.
      </PageHeading>
      <Kinds current={PATH} />
      <StateList
        path={PATH}
        states={choices}
        state={state}
        cursor={cursor}
        list={payouts}
        caption="Payouts"
        columns={[
          { name: "To", cell: ({ researcherName }) => researcherName },
          { name: "State", cell: ({ status }) => <StateOf state={payoutStates[status]} /> },
          { name: "For", cell: ({ sessionId }) => <OfSession id={sessionId} /> },
          { name: "At Stripe", cell: ({ transactionId }) => <StripeIds ids={[transactionId]} /> },
          {
            name: "Due",
            cell: ({ dueAt }) => <LocalWhen at={dueAt} zone={zone} format="dated" />,
          },
          { name: "What now", cell: (payout) => <Next payout={payout} zone={zone} /> },
          {
            name: "Amount",
            isFigure: true,
            cell: (row) => <Money cents={row.netCents - row.withheldCents} />,
          },
        ]}
      />
    </Page>
  );
}

function Next({ payout, zone }: { payout: Listed; zone: string }) {
  const { id, failureCode, retryAt } = payout;
  if (!retryAt) return failureCode ? spaced(failureCode) : "–";
  return (
    <TryAgain what={`payout ${id}`} action={tryPayout.bind(null, id)}>
      {spaced(failureCode ?? "refused")}; next try{" "}
      <LocalWhen at={retryAt} zone={zone} format="dated" />
    </TryAgain>
  );
}
