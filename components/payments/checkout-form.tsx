"use client";

import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { type FormEvent, useCallback, useEffect, useRef, useState } from "react";
import { type ActionResult, UNREACHABLE } from "@/components/forms/action-result";
import { HoldCountdown } from "@/components/sessions/hold-countdown";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { formatCents } from "@/lib/platform/money";
import type { Card } from "./card-panel";
import { declineWords } from "./decline-words";
import type { StripeSettings } from "./load-stripe";
import { useSettling } from "./use-settling";

const CardPanel = dynamic(() => import("./card-panel"), { ssr: false });

type CheckoutFormProps = {
  sessionId: string;
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
  openPayment: (questions: string) => Promise<ActionResult<{ clientSecret: string }>>;
  settle: (intentId: string) => Promise<ActionResult<{ to: string }>>;
};

const NOT_ANSWERED =
  "The payment provider did not answer. Nothing was charged; everything you typed is still here. Try again.";

/** The questions and the card, and one button. Whatever goes wrong, what was typed stays. */
export function CheckoutForm(props: CheckoutFormProps) {
  const router = useRouter();
  const [card, setCard] = useState<Card | null>(null);
  const [isPaying, setIsPaying] = useState(false);
  const [problem, setProblem] = useState(props.problem);
  const [isOver, setIsOver] = useState(false);
  const [questions, setQuestions] = useState(props.questions);
  const settling = useSettling(props.settle, props.pendingIntentId, fail);
  const message = useRef<HTMLDivElement>(null);
  const isBusy = isPaying || settling.isSettling;

  const end = useCallback(() => setIsOver(true), []);
  // A payment under way is seen through; only then does the server say what has become of the hold.
  useEffect(() => {
    if (isOver && !isBusy) router.refresh();
  }, [isOver, isBusy, router]);

  useEffect(() => {
    if (problem) message.current?.focus();
  }, [problem]);

  function fail(words: string) {
    setIsPaying(false);
    setProblem(words);
  }

  async function pay(event: FormEvent) {
    event.preventDefault();
    if (isBusy || !card) return;
    setProblem(null);
    setIsPaying(true);
    if (!(await card.check())) return setIsPaying(false);
    const opened = await props.openPayment(questions).catch(() => UNREACHABLE);
    if (!opened.ok) {
      if (opened.code === "HOLD_EXPIRED" || opened.code === "WRONG_STATE") router.refresh();
      return fail(opened.message);
    }
    const outcome = await card.pay(opened.clientSecret);
    if (outcome.status === "unreachable") return fail(NOT_ANSWERED);
    if (outcome.status === "declined") return fail(declineWords(outcome.decline));
    settling.settle(outcome.intentId);
    setIsPaying(false);
  }

  return (
    <form onSubmit={pay} noValidate className="grid gap-6">
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
          />
        )}
      </Field>
      <fieldset className="min-w-0">
        <legend className="mb-3 font-medium text-15">Card</legend>
        {/* The form is as tall before it has loaded as after, so that nothing jumps. */}
        <div className="relative min-h-[9.5rem]">
          {!card && <CardSkeleton />}
          <CardPanel
            stripe={props.stripe}
            amountCents={props.amountCents}
            currency={props.currency}
            payer={props.payer}
            returnUrl={props.returnUrl}
            onCard={setCard}
          />
        </div>
      </fieldset>
      <div ref={message} tabIndex={-1} aria-live="assertive" className="empty:hidden">
        {problem && (
          <Notice tone="failure">
            <p className="text-ink">{problem}</p>
          </Notice>
        )}
      </div>
      <div aria-live="polite" className="empty:hidden">
        {settling.words && <Notice tone="waiting" title={settling.words} />}
      </div>
      <Button
        type="submit"
        size="large"
        pending={isBusy}
        pendingLabel={settling.isSettling ? "Confirming the payment" : "Paying"}
        aria-disabled={!card}
      >
        Pay {formatCents(props.amountCents)}
      </Button>
      <p className="text-13 text-muted">
        Your card goes straight to Stripe, which handles the payment; Colloquy never sees its
        number.
      </p>
    </form>
  );
}

function CardSkeleton() {
  return (
    <div aria-hidden="true" className="absolute inset-0 grid content-start gap-3">
      <Skeleton className="h-16" />
      <div className="grid grid-cols-2 gap-3">
        <Skeleton className="h-16" />
        <Skeleton className="h-16" />
      </div>
    </div>
  );
}
