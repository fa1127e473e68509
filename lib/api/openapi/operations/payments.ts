import { z } from "zod";
import { PaymentIntentInput } from "@/lib/api/payment-intent-input";
import { SubscriptionView } from "@/lib/membership/subscription-view";
import { envelope, type Operation } from "../operation";

const PaymentIntentView = z.object({
  client_secret: z.string().describe("For Stripe's PaymentElement, or to confirm with its API"),
  amount: z.number().describe("US dollars"),
  type: z.enum(["session", "subscription"]),
});

const membership = { tag: "Membership", audience: "verified" } as const;

export const paymentOperations: readonly Operation[] = [
  {
    id: "createPaymentIntent",
    method: "post",
    path: "/consulting/payments/intent",
    tag: "Sessions",
    summary: "Begin to pay, for a session or a membership",
    description:
      "Confirm the payment with its `client_secret` and our publishable key, by Stripe.js or Stripe's API, and say so with `POST /consulting/payments/confirm`: the payment's id is the part before `_secret_`. Asked again, it answers with the payment that was begun.",
    audience: "user",
    body: PaymentIntentInput,
    answer: PaymentIntentView,
    errors: [
      "FORBIDDEN",
      "EMAIL_UNVERIFIED",
      "NOT_FOUND",
      "HOLD_EXPIRED",
      "WRONG_STATE",
      "ALREADY_MEMBER",
      "PAYMENT_PROVIDER_UNAVAILABLE",
    ],
  },
  {
    ...membership,
    id: "createSubscription",
    method: "post",
    path: "/consulting/subscriptions",
    summary: "Become a member",
    description:
      "Answers with the membership that is there (200), or begins one with the card of an earlier payment. Without such a card: 402; pay with `POST /consulting/payments/intent` and `type: subscription` then.",
    status: 201,
    otherwise: { status: 200, when: "There is one already" },
    answer: envelope(SubscriptionView),
    errors: ["PAYMENT_REQUIRED", "PAYMENT_PROVIDER_UNAVAILABLE"],
  },
  {
    ...membership,
    id: "getCurrentSubscription",
    method: "get",
    path: "/consulting/subscriptions/current",
    summary: "One's membership",
    answer: envelope(SubscriptionView),
    errors: ["NOT_FOUND"],
  },
  {
    ...membership,
    id: "cancelSubscription",
    method: "post",
    path: "/consulting/subscriptions/{subscription_id}/cancel",
    summary: "End the membership with the month that is paid",
    answer: envelope(SubscriptionView),
    errors: ["WRONG_STATE", "PAYMENT_PROVIDER_UNAVAILABLE"],
  },
  {
    ...membership,
    id: "resumeSubscription",
    method: "post",
    path: "/consulting/subscriptions/{subscription_id}/resume",
    summary: "Let the membership go on after all",
    answer: envelope(SubscriptionView),
    errors: ["WRONG_STATE", "PAYMENT_PROVIDER_UNAVAILABLE"],
  },
];
