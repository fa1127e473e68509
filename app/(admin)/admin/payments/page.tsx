import type { Metadata } from "next";
import { adminContext } from "@/app/_pages/admin-context";
import { OfSession, StripeIds } from "@/components/admin/money-cells";
import { StateOf } from "@/components/admin/state-of";
import { paymentStates, spaced } from "@/components/admin/state-words";
import { LocalWhen } from "@/components/site/local-when";
import { pageZone } from "@/components/site/page-zone";
import { TimesIn } from "@/components/site/times-in";
import { Money } from "@/components/ui/money";
import { Page, PageHeading } from "@/components/ui/page";
import { ListPayments, listPayments } from "@/lib/operations/admin/list-money";
import { fromStart, readSearch, type Search } from "../from-start";
import { wordsOf } from "../state-choices";
import { StateList } from "../state-list";
import { Kinds } from "./kinds";

export const metadata: Metadata = { title: "Payments" };

const PATH = "/admin/payments";

/** What readers and members have paid, or tried to. */
export default async function PaymentsPage({ searchParams }: { searchParams: Search }) {
  const ctx = await adminContext(PATH);
  const { cursor, state: asked } = await readSearch(searchParams);
  const state = ListPayments.shape.state.catch(undefined).parse(asked);
  const [payments, zone] = await Promise.all([
    listPayments(ctx, { limit: 50, cursor, state }).catch(fromStart(PATH)),
    pageZone(ctx.actor),
  ]);
  return (
    <Page>
      <PageHeading title="Payments">
        The latest first. <TimesIn zone={zone} />.
      </PageHeading>
      <Kinds current={PATH} />
      <StateList
        path={PATH}
        states={wordsOf(paymentStates)}
        state={state}
        cursor={cursor}
        list={payments}
        caption="Payments"
        columns={[
          { name: "At Stripe", cell: ({ transactionId }) => <StripeIds ids={[transactionId]} /> },
          { name: "State", cell: ({ status }) => <StateOf state={paymentStates[status]} /> },
          {
            name: "For",
            cell: ({ sessionId }) => <OfSession id={sessionId} otherwise="A membership" />,
          },
          { name: "Why", cell: ({ failureCode }) => (failureCode ? spaced(failureCode) : "–") },
          {
            name: "Begun",
            cell: ({ createdAt }) => <LocalWhen at={createdAt} zone={zone} format="dated" />,
          },
          { name: "Amount", isFigure: true, cell: (row) => <Money cents={row.amountCents} /> },
          { name: "Back", isFigure: true, cell: (row) => <Money cents={row.refundedCents} /> },
        ]}
      />
    </Page>
  );
}
