"use client";

import { useRouter } from "next/navigation";
import { useCallback, useEffect, useRef, useState } from "react";
import type { ActionResult } from "@/components/forms/action-result";
import { HoldCountdown } from "@/components/sessions/hold-countdown";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { formatCents } from "@/lib/platform/money";
import type { StripeSettings } from "./load-stripe";
import { PayForm } from "./pay-form";

type CheckoutFormProps = {
  researcherName: string;
  questions: string;
  questionsMaximum: number;
  amountCents: number;
  currency: string;
  payer: { name: string; email: string };
  stripe: StripeSettings;
  returnUrl: string;
  expiresAtMs: number;
  nowMs: number;
  zone: string;
  /** A failure that the reader brings along from their bank's own page. */
  problem: string | null;
  /** An intent whose payment is still on its way. */
  pendingIntentId: string | null;
  keepQuestions: (questions: string) => Promise<ActionResult>;
  openPayment: (questions: string) => Promise<ActionResult<{ clientSecret: string }>>;
  settle: (intentId: string) => Promise<ActionResult<{ to: string }>>;
};

const WAITING = {
  slow: "Your bank is still working on the payment. The time stays yours meanwhile; this page goes on by itself.",
  verySlow:
    "Your bank takes unusually long. You can leave this page: we mail you as soon as the payment has come through.",
};

/** The questions and the card of a held session, while the hold lasts. */
export function CheckoutForm(props: CheckoutFormProps) {
  const router = useRouter();
  const [isBusy, setIsBusy] = useState(false);
  const [isOver, setIsOver] = useState(false);
  const [questions, setQuestions] = useState(props.questions);
  const kept = useRef(props.questions);

  const end = useCallback(() => setIsOver(true), []);
  // A payment under way is seen through; only then does the server say what has become of the hold.
  useEffect(() => {
    if (isOver && !isBusy) router.refresh();
  }, [isOver, isBusy, router]);

  function keep() {
    if (kept.current === questions) return;
    kept.current = questions;
    // What does not arrive now goes along with the payment.
    props.keepQuestions(questions).catch(() => undefined);
  }

  return (
    <PayForm
      {...props}
      mode="payment"
      label={`Pay ${formatCents(props.amountCents)}`}
      waiting={WAITING}
      open={() => props.openPayment(questions)}
      onRefused={(code) => {
        if (code === "HOLD_EXPIRED" || code === "WRONG_STATE") router.refresh();
      }}
      onBusy={setIsBusy}
    >
      <HoldCountdown
        expiresAtMs={props.expiresAtMs}
        nowMs={props.nowMs}
        zone={props.zone}
        onEnd={end}
      />
      <Field
        label={`Questions for ${props.researcherName}`}
        hint="What you would like to talk about. You can change it until the session."
        optional
      >
        {(wired) => (
          <Textarea
            {...wired}
            name="questions"
            rows={4}
            maxLength={props.questionsMaximum}
            value={questions}
            onChange={(event) => setQuestions(event.target.value)}
            onBlur={keep}
          />
        )}
      </Field>
    </PayForm>
  );
}
