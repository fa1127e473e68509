import type { Metadata } from "next";
import { adminContext } from "@/app/_pages/admin-context";
import { OfSession, StripeIds } from "@/components/admin/money-cells";
import { StateOf } from "@/components/admin/state-of";
import { disputeStates, spaced } from "@/components/admin/state-words";
import { LocalWhen } from "@/components/site/local-when";
import { pageZone } from "@/components/site/page-zone";
import { TimesIn } from "@/components/site/times-in";
import { Money } from "@/components/ui/money";
import { Page, PageHeading } from "@/components/ui/page";
import { ListDisputes, listDisputes } from "@/lib/operations/admin/list-money";
import { fromStart, readSearch, type Search } from "../../from-start";
import { wordsOf } from "../../state-choices";
import { StateList } from "../../state-list";
import { Kinds } from "../kinds";

export const metadata: Metadata = { title: "Disputes" };

const PATH = "/admin/payments/disputes";

/** Payments that a cardholder's bank asks back. */
export default async function DisputesPage({ searchParams }: { searchParams: Search }) {
  const ctx = await adminContext(PATH);
  const { cursor, state: asked } = await readSearch(searchParams);
  const state = ListDisputes.shape.state.catch(undefined).parse(asked);
  const [disputes, zone] = await Promise.all([
    listDisputes(ctx, { limit: 50, cursor, state }).catch(fromStart(PATH)),
    pageZone(ctx.actor),
  ]);
  return (
    <Page>
      <PageHeading title="Disputes">
        The latest first. They are answered in Stripe’s dashboard, before the deadline shown there.{" "}
        <TimesIn zone={zone} />.
      </PageHeading>
      <Kinds current={PATH} />
      <StateList
        path={PATH}
        states={wordsOf(disputeStates)}
        state={state}
        cursor={cursor}
        list={disputes}
        caption="Disputes"
        columns={[
          { name: "At Stripe", cell: ({ transactionId }) => <StripeIds ids={[transactionId]} /> },
          { name: "State", cell: ({ status }) => <StateOf state={disputeStates[status]} /> },
          { name: "For", cell: ({ sessionId }) => <OfSession id={sessionId} /> },
          {
            name: "Why",
            cell: ({ reason, isRefundable }) =>
              isRefundable ? `${spaced(reason)}, an inquiry so far` : spaced(reason),
          },
          {
            name: "Opened",
            cell: ({ createdAt }) => <LocalWhen at={createdAt} zone={zone} format="dated" />,
          },
          { name: "Amount", isFigure: true, cell: (row) => <Money cents={row.amountCents} /> },
        ]}
      />
    </Page>
  );
}
