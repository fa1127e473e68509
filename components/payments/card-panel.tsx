"use client";

import { Elements, PaymentElement, useElements, useStripe } from "@stripe/react-stripe-js";
import type { Appearance, Stripe, StripeElements, StripeError } from "@stripe/stripe-js";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { Decline } from "./decline-words";
import { openStripe, type StripeSettings } from "./load-stripe";
import { onThemeChange, stripeAppearance } from "./stripe-appearance";

/** How an attempt to pay ended; an intent's id is worth asking the server about. */
export type Outcome =
  | { status: "paid" | "processing"; intentId: string }
  | { status: "declined"; decline: Decline }
  | { status: "unreachable" };

/** What the form around the card can ask of it. */
export type Card = {
  /** False: a field is wrong, and the card form shows which. */
  check(): Promise<boolean>;
  pay(clientSecret: string): Promise<Outcome>;
};

export type CardPanelProps = {
  mode: "payment" | "subscription";
  stripe: StripeSettings;
  amountCents: number;
  currency: string;
  payer: { name: string; email: string };
  returnUrl: string;
  onCard: (card: Card | null) => void;
};

/** Stripe's card form, in our colours. Loaded only where somebody pays. */
export default function CardPanel(props: CardPanelProps) {
  const { publishableKey, scriptUrl } = props.stripe;
  const [stripe, setStripe] = useState<Stripe | null>(null);
  const [failed, setFailed] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const [isReady, setIsReady] = useState(false);
  const appearance = useAppearance();

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt loads again.
  useEffect(() => {
    let isCurrent = true;
    setFailed(false);
    openStripe({ publishableKey, scriptUrl }).then(
      (opened) => isCurrent && setStripe(opened),
      () => isCurrent && setFailed(true),
    );
    return () => {
      isCurrent = false;
    };
  }, [publishableKey, scriptUrl, attempt]);

  if (failed) {
    return <NotLoaded onRetry={() => setAttempt((count) => count + 1)} />;
  }
  if (!stripe || !appearance) return null;
  return (
    <Elements
      stripe={stripe}
      options={{
        mode: props.mode,
        amount: props.amountCents,
        currency: props.currency,
        allowedPaymentMethodTypes: ["card"],
        appearance,
      }}
    >
      <div className={isReady ? undefined : "invisible"}>
        <PaymentElement
          options={{ layout: "tabs", defaultValues: { billingDetails: props.payer } }}
          onReady={() => setIsReady(true)}
          onLoadError={() => {
            setStripe(null);
            setIsReady(false);
            setFailed(true);
          }}
        />
      </div>
      {isReady && <Handle {...props} />}
    </Elements>
  );
}

function useAppearance(): Appearance | null {
  const [appearance, setAppearance] = useState<Appearance | null>(null);
  useEffect(() => {
    const read = () => setAppearance(stripeAppearance());
    read();
    return onThemeChange(read);
  }, []);
  return appearance;
}

/** Hands the loaded card form to the form around it. */
function Handle({ payer, returnUrl, onCard }: CardPanelProps) {
  const stripe = useStripe();
  const elements = useElements();
  const { name, email } = payer;
  useEffect(() => {
    if (!stripe || !elements) return;
    onCard({
      check: async () => !(await elements.submit()).error,
      pay: (clientSecret) =>
        confirm(stripe, elements, {
          clientSecret,
          confirmParams: {
            return_url: returnUrl,
            payment_method_data: { billing_details: { name, email } },
          },
        }),
    });
    return () => onCard(null);
  }, [stripe, elements, onCard, returnUrl, name, email]);
  return null;
}

type Confirmation = {
  clientSecret: string;
  confirmParams: {
    return_url: string;
    payment_method_data: { billing_details: { name: string; email: string } };
  };
};

async function confirm(
  stripe: Stripe,
  elements: StripeElements,
  confirmation: Confirmation,
): Promise<Outcome> {
  const { error, paymentIntent } = await stripe.confirmPayment({
    elements,
    ...confirmation,
    redirect: "if_required",
  });
  const intent = paymentIntent ?? error?.payment_intent;
  if (intent?.status === "succeeded") return { status: "paid", intentId: intent.id };
  if (intent?.status === "processing") return { status: "processing", intentId: intent.id };
  if (error) return failureOf(error);
  return { status: "declined", decline: {} };
}

function failureOf(error: StripeError): Outcome {
  const isOutage = error.type === "api_connection_error" || error.type === "api_error";
  if (isOutage) return { status: "unreachable" };
  return { status: "declined", decline: { code: error.code, declineCode: error.decline_code } };
}

function NotLoaded({ onRetry }: { onRetry: () => void }) {
  return (
    <Notice tone="failure" title="The card form could not be loaded. Nothing was charged." live>
      <p>Check your connection. A blocker in the browser may also keep it from loading.</p>
      <Button variant="secondary" size="small" className="mt-3" onClick={onRetry}>
        Load it again
      </Button>
    </Notice>
  );
}
