"use client";

import { useRouter } from "next/navigation";
import { PayForm, type PayFormProps } from "@/components/payments/pay-form";
import { formatCents } from "@/lib/platform/money";

type JoinFormProps = Omit<
  PayFormProps,
  "mode" | "label" | "waiting" | "children" | "onRefused" | "onBusy"
> & {
  /** A renewal that has failed, rather than the first month. */
  isRenewal: boolean;
};

const WAITING = {
  slow: "Your bank is still working on the payment. This page goes on by itself.",
  verySlow:
    "Your bank takes unusually long. You can leave this page: we mail you as soon as the payment has come through.",
};

/** The card that a membership is charged to, from now on. */
export function JoinForm({ isRenewal, ...rest }: JoinFormProps) {
  const router = useRouter();
  const amount = formatCents(rest.amountCents);
  return (
    <PayForm
      {...rest}
      mode="subscription"
      label={isRenewal ? `Pay ${amount}` : `Join for ${amount} a month`}
      waiting={WAITING}
      // Joined already, in another tab: the page says so.
      onRefused={(code) => code === "ALREADY_MEMBER" && router.refresh()}
    />
  );
}
