"use client";

import { FormMessage } from "@/components/forms/form-message";
import type { PostedAction } from "@/components/forms/use-posted-form";
import { type Country, CountryField } from "@/components/profiles/country-field";
import { RateField } from "@/components/profiles/rate-field";
import { Button } from "@/components/ui/button";
import { useStepForm } from "./use-step-form";

type RateStepProps = {
  saved: { rate: string; payoutCountry: string };
  version: number;
  bounds: [number, number];
  feePercent: number;
  countries: Country[];
  action: PostedAction;
};

/** The price of an hour, what is left of it, and where it is paid out. */
export function RateStep({ saved, bounds, feePercent, countries, ...props }: RateStepProps) {
  const { form, values, errorOf, result, pending, version } = useStepForm(
    props.action,
    props.version,
  );
  return (
    <form {...form} noValidate className="grid gap-5">
      <input type="hidden" name="version" value={version} />
      <RateField
        initial={values.rate ?? saved.rate}
        feePercent={feePercent}
        minimum={bounds[0]}
        maximum={bounds[1]}
        error={errorOf("rate")}
      />
      <CountryField
        initial={values.payout_country ?? saved.payoutCountry}
        countries={countries}
        error={errorOf("payout_country")}
      />
      <FormMessage result={result} />
      <div>
        <Button type="submit" pending={pending} pendingLabel="Saving">
          Save and go on
        </Button>
      </div>
    </form>
  );
}
