import { formatCents } from "@/lib/platform/money";
import type { RefundedBooking } from "../load-payment";
import { sceneFor } from "../scene";
import { Action, Facts, Letter, Paragraph } from "./letter";
import type { Mail } from "./mail";
import { because } from "./session-facts";

/** To the reader: the money is on its way back. */
export function refundIssued({ booking, refund }: RefundedBooking): Mail {
  const scene = sceneFor(booking, "reader");
  const amount = formatCents(refund.amountCents);
  return {
    subject: `Refund of ${amount} for your session with ${booking.researcher.name}`,
    body: (
      <Letter
        title={`We have refunded ${amount}`}
        preview="Banks take 5 to 10 days to show it."
        because={because(scene)}
      >
        <Action href={scene.page}>See the details</Action>
        <Paragraph>
          The money goes back to the card you paid with; banks take 5 to 10 days to show it.
        </Paragraph>
        <Facts
          rows={[
            ["Amount", `${amount} ${refund.currency.toUpperCase()}`],
            ["Session", `${scene.minutes} minutes with ${booking.researcher.name}, ${scene.when}`],
            ["Refund reference", refund.transactionId ?? undefined],
          ]}
        />
      </Letter>
    ),
  };
}
