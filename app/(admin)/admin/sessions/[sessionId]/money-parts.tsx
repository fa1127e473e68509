import type { ReactNode } from "react";
import { StripeIds } from "@/components/admin/money-cells";
import { StateOf } from "@/components/admin/state-of";
import {
  disputeStates,
  paymentStates,
  payoutStates,
  refundStates,
  spaced,
} from "@/components/admin/state-words";
import { LocalWhen } from "@/components/site/local-when";
import { Money } from "@/components/ui/money";
import { Table } from "@/components/ui/table";
import type { SessionStory } from "@/lib/operations/admin/read-session-story";

type Part = { story: SessionStory; zone: string };

export function Payments({ story, zone }: Part) {
  return (
    <Section id="payments" title="Payments" isEmpty={story.payments.length === 0}>
      <Table
        caption="Payments"
        rows={story.payments}
        keyOf={({ id }) => id}
        columns={[
          {
            name: "At Stripe",
            cell: (row) => <StripeIds ids={[row.transactionId, row.chargeId]} />,
          },
          { name: "State", cell: ({ status }) => <StateOf state={paymentStates[status]} /> },
          { name: "Why", cell: ({ failureCode }) => (failureCode ? spaced(failureCode) : "–") },
          {
            name: "Begun",
            cell: ({ createdAt }) => <LocalWhen at={createdAt} zone={zone} format="dated" />,
          },
          { name: "Paid", isFigure: true, cell: (row) => <Money cents={row.capturedCents} /> },
          { name: "Back", isFigure: true, cell: (row) => <Money cents={row.refundedCents} /> },
        ]}
      />
    </Section>
  );
}

export function Refunds({ story, zone }: Part) {
  if (story.refunds.length === 0) return null;
  return (
    <Section id="refunds" title="Refunds">
      <Table
        caption="Refunds"
        rows={story.refunds}
        keyOf={({ id }) => id}
        columns={[
          { name: "At Stripe", cell: ({ transactionId }) => <StripeIds ids={[transactionId]} /> },
          { name: "State", cell: ({ status }) => <StateOf state={refundStates[status]} /> },
          {
            name: "Why",
            cell: ({ reason, failureReason }) =>
              [reason, failureReason].flatMap((code) => (code ? spaced(code) : [])).join(": "),
          },
          {
            name: "Made",
            cell: ({ createdAt }) => <LocalWhen at={createdAt} zone={zone} format="dated" />,
          },
          { name: "Amount", isFigure: true, cell: (row) => <Money cents={row.amountCents} /> },
        ]}
      />
    </Section>
  );
}

export function Payout({ story: { payout }, zone }: Part) {
  if (!payout) return null;
  return (
    <Section id="payout" title="Payout">
      <Table
        caption="Payout"
        rows={[payout]}
        keyOf={({ id }) => id}
        columns={[
          { name: "At Stripe", cell: ({ transactionId }) => <StripeIds ids={[transactionId]} /> },
          { name: "State", cell: ({ status }) => <StateOf state={payoutStates[status]} /> },
          { name: "Why", cell: ({ failureCode }) => (failureCode ? spaced(failureCode) : "–") },
          { name: "Due", cell: ({ dueAt }) => <LocalWhen at={dueAt} zone={zone} format="dated" /> },
          { name: "Net", isFigure: true, cell: (row) => <Money cents={row.netCents} /> },
          { name: "Withheld", isFigure: true, cell: (row) => <Money cents={row.withheldCents} /> },
        ]}
      />
    </Section>
  );
}

export function Disputes({ story, zone }: Part) {
  if (story.disputes.length === 0) return null;
  return (
    <Section id="disputes" title="Disputes">
      <Table
        caption="Disputes"
        rows={story.disputes}
        keyOf={({ id }) => id}
        columns={[
          { name: "At Stripe", cell: ({ transactionId }) => <StripeIds ids={[transactionId]} /> },
          { name: "State", cell: ({ status }) => <StateOf state={disputeStates[status]} /> },
          { name: "Why", cell: ({ reason }) => spaced(reason) },
          {
            name: "Opened",
            cell: ({ createdAt }) => <LocalWhen at={createdAt} zone={zone} format="dated" />,
          },
          { name: "Amount", isFigure: true, cell: (row) => <Money cents={row.amountCents} /> },
        ]}
      />
    </Section>
  );
}

export function Section(props: {
  id: string;
  title: string;
  isEmpty?: boolean;
  children: ReactNode;
}) {
  return (
    <section aria-labelledby={props.id}>
      <h2 id={props.id} className="mb-3 text-21">
        {props.title}
      </h2>
      {props.isEmpty ? <p className="text-muted">None.</p> : props.children}
    </section>
  );
}
