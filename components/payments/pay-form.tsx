"use client";

import dynamic from "next/dynamic";
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { type ActionResult, UNREACHABLE } from "@/components/forms/action-result";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import type { Card } from "./card-panel";
import { declineWords } from "./decline-words";
import type { StripeSettings } from "./load-stripe";
import { type SettlingWords, useSettling } from "./use-settling";

const CardPanel = dynamic(() => import("./card-panel"), { ssr: false });

export type PayFormProps = {
  /** Once, or each month with the card that is kept. */
  mode: "payment" | "subscription";
  amountCents: number;
  currency: string;
  payer: { name: string; email: string };
  stripe: StripeSettings;
  returnUrl: string;
  /** On the button. */
  label: ReactNode;
  /** What is asked for before the card. */
  children?: ReactNode;
  waiting: SettlingWords;
  /** A failure that the payer brings along from their bank's own page. */
  problem: string | null;
  /** An intent whose payment is still on its way. */
  pendingIntentId: string | null;
  open: () => Promise<ActionResult<{ clientSecret: string }>>;
  settle: (intentId: string) => Promise<ActionResult<{ to: string }>>;
  /** Opening was refused, which the page may have to show. */
  onRefused?: (code: string) => void;
  onBusy?: (isBusy: boolean) => void;
};

const NOT_ANSWERED =
  "The payment provider did not answer. Nothing was charged; everything you typed is still here. Try again.";

/** A card and one button. Whatever goes wrong, what was typed stays. */
export function PayForm(props: PayFormProps) {
  const { onBusy } = props;
  const [card, setCard] = useState<Card | null>(null);
  const [isPaying, setIsPaying] = useState(false);
  const [problem, setProblem] = useState(props.problem);
  const settling = useSettling(props.settle, props.pendingIntentId, props.waiting, fail);
  const message = useRef<HTMLDivElement>(null);
  const isBusy = isPaying || settling.isSettling;

  useEffect(() => onBusy?.(isBusy), [isBusy, onBusy]);

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
    const opened = await props.open().catch(() => UNREACHABLE);
    if (!opened.ok) {
      props.onRefused?.(opened.code);
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
      {props.children}
      <fieldset className="min-w-0">
        <legend className="mb-3 font-medium text-15">Card</legend>
        {/* The form is as tall before it has loaded as after, so that nothing jumps. */}
        <div className="relative min-h-[9.5rem]">
          {!card && <CardSkeleton />}
          <CardPanel
            mode={props.mode}
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
        {props.label}
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
