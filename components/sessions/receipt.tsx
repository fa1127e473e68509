import { LocalWhen } from "@/components/site/local-when";
import { QuietRefresh } from "@/components/site/quiet-refresh";
import { Money } from "@/components/ui/money";
import { fullPriceCents } from "@/lib/sessions/full-price";
import type { ReceiptPayment, ReceiptRefund } from "@/lib/sessions/get-receipt";

const refundWords = {
  due: "Refund, on its way to your card",
  sent: "Refund, on its way to your card; banks take 5 to 10 days to show it",
  succeeded: "Refunded to your card; banks take 5 to 10 days to show it",
  by_bank: "Returned by your bank, where the payment was disputed",
  failed: "Refund that your bank returned; we will write to you to pay it another way",
} satisfies Record<ReceiptRefund["status"], string>;

type ReceiptProps = {
  payments: ReceiptPayment[];
  session: { priceCents: number; memberDiscountCents: number };
  zone: string;
};

/** What was paid and what went back, a line each, and what that leaves. */
export function Receipt({ payments, session, zone }: ReceiptProps) {
  const paid = payments.reduce((sum, payment) => sum + payment.amountCents, 0);
  const back = payments
    .flatMap(({ refunds }) => refunds)
    .reduce((sum, refund) => sum + (refund.status === "failed" ? 0 : refund.amountCents), 0);
  const isMoving = payments.some(({ refunds }) =>
    refunds.some(({ status }) => status === "due" || status === "sent"),
  );
  return (
    <>
      {isMoving && <QuietRefresh everyMs={3000} times={20} />}
      <table className="w-full border-y text-left">
        <caption className="sr-only">Payments and refunds</caption>
        <tbody className="divide-y">
          {session.memberDiscountCents > 0 && <MemberLines {...session} />}
          {payments.map((payment) => [
            <Line key={payment.id} at={payment.paidAt} zone={zone} cents={payment.amountCents}>
              Paid by card
            </Line>,
            ...payment.refunds.map((refund) => (
              <Line
                key={`${payment.id} ${refund.madeAt.getTime()}`}
                at={refund.madeAt}
                zone={zone}
                cents={-refund.amountCents}
              >
                {refundWords[refund.status]}
              </Line>
            )),
          ])}
          {back > 0 && (
            <tr className="font-semibold">
              <th scope="row" className="py-3 pr-4 font-semibold">
                Paid after refunds
              </th>
              <td className="py-3 text-right">
                <Money cents={paid - back} />
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </>
  );
}

function MemberLines(session: ReceiptProps["session"]) {
  return (
    <>
      <tr>
        <th scope="row" className="py-3 pr-4 font-normal">
          Session at the full price
        </th>
        <td className="py-3 text-right">
          <Money cents={fullPriceCents(session)} />
        </td>
      </tr>
      <tr>
        <th scope="row" className="py-3 pr-4 font-normal">
          Your discount as a member
        </th>
        <td className="whitespace-nowrap py-3 text-right">
          {"\u2212"}
          <Money cents={session.memberDiscountCents} />
        </td>
      </tr>
    </>
  );
}

function Line(props: { at: Date | null; zone: string; cents: number; children: string }) {
  return (
    <tr>
      <th scope="row" className="py-3 pr-4 font-normal">
        {props.children}
        {props.at && (
          <LocalWhen at={props.at} zone={props.zone} className="block text-13 text-muted" />
        )}
      </th>
      <td className="whitespace-nowrap py-3 text-right align-top">
        {props.cents < 0 && "\u2212"}
        <Money cents={Math.abs(props.cents)} />
      </td>
    </tr>
  );
}
