import { formatCents } from "@/lib/platform/money";
import { changeableUntil } from "@/lib/sessions/cancel-session";
import { fullPriceCents } from "@/lib/sessions/full-price";
import type { PaidBooking } from "../load-payment";
import { sceneFor } from "../scene";
import { formatDate, formatInstant } from "../when";
import { Action, Facts, Letter, Paragraph } from "./letter";
import type { Mail } from "./mail";
import { because } from "./session-facts";

/** To the reader: what was charged, for what, and the rule for getting it back. */
export function paymentReceipt({ booking, payment }: PaidBooking): Mail {
  const scene = sceneFor(booking, "reader");
  const { session, researcher, reader, paperTitle } = booking;
  const amount = formatCents(payment.capturedCents);
  return {
    subject: `Receipt: ${amount} for a session with ${researcher.name}`,
    body: (
      <Letter
        title={`Your receipt for ${amount}`}
        preview={`Paid to Colloquy for a session with ${researcher.name}.`}
        because={because(scene)}
      >
        <Action href={scene.page}>See your session</Action>
        <Facts
          rows={[
            ["Session", `${scene.minutes} minutes with ${researcher.name}, ${scene.when}`],
            ["Paper", paperTitle ?? undefined],
            ["Session fee", formatCents(fullPriceCents(session))],
            [
              "Your discount as a member",
              session.memberDiscountCents > 0
                ? `\u2212${formatCents(session.memberDiscountCents)}`
                : undefined,
            ],
            ["Total paid by card", `${amount} ${payment.currency.toUpperCase()}`],
            ["Date", payment.paidAt ? formatDate(payment.paidAt, reader.timeZone) : undefined],
            ["Payment reference", payment.chargeId ?? payment.transactionId ?? undefined],
            ["Paid by", `${reader.name}, ${reader.email}`],
          ]}
        />
        <Paragraph>{refundTerms({ booking, payment })}</Paragraph>
      </Letter>
    ),
  };
}

function refundTerms({ booking: { session, reader }, payment }: PaidBooking): string {
  if (session.state === "requested")
    return "You can withdraw the request until it is accepted, with a full refund.";
  const until = changeableUntil(session, payment.paidAt ?? payment.createdAt);
  return until
    ? `Canceling until ${formatInstant(until, reader.timeZone)} gives a full refund; later cancellations are not possible.`
    : "You paid less than 24 hours before it begins, so it can no longer be canceled.";
}
