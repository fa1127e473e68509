import { formatCents } from "@/lib/platform/money";
import type { PaidBooking } from "../load-payment";
import { appLink, type Scene, sceneFor } from "../scene";
import { Action, Letter, Paragraph } from "./letter";
import type { Mail } from "./mail";
import { because, SessionFacts } from "./session-facts";

/** Why a payment that went through could not buy the session. */
export type LateReason = "time-lost" | "already-canceled" | "paid-twice";

/** To the reader: the payment could not be used, and all of it goes back. */
export function latePaymentReturned(paid: PaidBooking & { reason: LateReason }): Mail {
  const { booking, payment, reason } = paid;
  const scene = sceneFor(booking, "reader");
  const amount = formatCents(payment.capturedCents);
  const researcher = booking.researcher.name;
  const story = {
    "time-lost": `The payment arrived after we had stopped keeping the time for you, and meanwhile it was no longer free. You have no session with ${researcher} at this time.`,
    "already-canceled": `The payment arrived after you had let the time go. You have no session with ${researcher} at this time.`,
    "paid-twice": `Your session with ${researcher} was already paid for. It stands; only the second payment goes back.`,
  }[reason];
  return {
    subject:
      reason === "paid-twice"
        ? `You paid twice: ${amount} is going back to you`
        : `Your payment came too late: ${amount} is going back to you`,
    body: (
      <Letter
        title={
          reason === "paid-twice"
            ? "Your second payment is refunded"
            : "Your payment came too late and is refunded"
        }
        preview={`The full ${amount} goes back to your card.`}
        because={because(scene)}
      >
        {reason === "paid-twice" ? (
          <Action href={scene.page}>See your session</Action>
        ) : (
          <Action href={appLink(`/researchers/${booking.slug}`)}>Choose another time</Action>
        )}
        <Paragraph>{story}</Paragraph>
        <Paragraph>
          The full {amount} goes back to the card you paid with; banks take 5 to 10 days to show it.
          There is nothing you need to do.
        </Paragraph>
        <SessionFacts scene={scene} />
      </Letter>
    ),
  };
}

/** To the reader: the payment was late, but the time was still free and is now theirs. */
export function latePaymentKept(scene: Scene): Mail {
  const { other } = scene;
  return {
    subject: `Your late payment arrived: ${scene.shortWhen} is yours`,
    body: (
      <Letter
        title="Your payment arrived late, and the time was still free"
        preview={`Your session with ${other.name} is booked after all.`}
        because={because(scene)}
      >
        <Action href={scene.page}>See your session</Action>
        <Paragraph>
          We had stopped keeping the time when the payment came through. Nobody had taken it
          meanwhile, so your session with {other.name} is booked after all. The link follows in a
          mail of its own.
        </Paragraph>
        <SessionFacts scene={scene} />
      </Letter>
    ),
  };
}
