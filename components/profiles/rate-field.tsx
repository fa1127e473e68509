"use client";

import { useState } from "react";
import { classes } from "@/components/ui/classes";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { feeCents, formatCents, netCents } from "@/lib/platform/money";

type RateFieldProps = {
  initial: string;
  feePercent: number;
  minimum: number;
  maximum: number;
  error?: string | undefined;
};

/** The price of an hour, with what is left of it told as it is typed. */
export function RateField({ initial, feePercent, minimum, maximum, error }: RateFieldProps) {
  const [typed, setTyped] = useState(initial);
  const cents = Math.round(Number(typed.replace(/[$,\s]/g, "")) * 100);
  const isRate = cents >= minimum * 100 && cents <= maximum * 100;
  return (
    <Field
      label="Rate, US dollars an hour"
      hint={`From ${formatCents(minimum * 100)} to ${formatCents(maximum * 100)}. Shorter and longer sessions cost their share of it. What is booked already keeps its price.`}
      error={error}
    >
      {(wired) => (
        <>
          <Input
            {...wired}
            name="rate"
            inputMode="decimal"
            autoComplete="off"
            className="max-w-40 tabular"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
          <p aria-live="polite" className={classes("text-15", !error && "min-h-6")}>
            {isRate && (
              <>
                You receive{" "}
                <strong className="font-semibold tabular">
                  {formatCents(netCents(cents, feePercent))}
                </strong>{" "}
                an hour. Readers pay {formatCents(cents)}, and Colloquy keeps{" "}
                {formatCents(feeCents(cents, feePercent))} ({feePercent}&#8239;%).
              </>
            )}
          </p>
        </>
      )}
    </Field>
  );
}
