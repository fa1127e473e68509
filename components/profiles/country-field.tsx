"use client";

import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/input";

export type Country = { code: string; name: string; isReached: boolean };

type CountryFieldProps = {
  initial: string;
  countries: Country[];
  error?: string | undefined;
};

/** Where the researcher is paid, and what follows where payouts do not reach yet. */
export function CountryField({ initial, countries, error }: CountryFieldProps) {
  const [code, setCode] = useState(initial);
  const chosen = countries.find((country) => country.code === code);
  const options = (isReached: boolean) =>
    countries
      .filter((country) => country.isReached === isReached)
      .map(({ code: value, name }) => (
        <option key={value} value={value}>
          {name}
        </option>
      ));
  return (
    <Field label="Country you are paid in" hint="Readers do not see it." error={error}>
      {(wired) => (
        <>
          <Select
            {...wired}
            name="payout_country"
            value={code}
            onChange={(event) => setCode(event.target.value)}
          >
            <option value="">Choose a country</option>
            <optgroup label="Payouts reach">{options(true)}</optgroup>
            <optgroup label="Payouts do not reach yet">{options(false)}</optgroup>
          </Select>
          <p aria-live="polite" className="text-15 empty:hidden">
            {chosen &&
              !chosen.isReached &&
              `Payouts do not reach ${chosen.name} yet. Your profile can be published, but takes no bookings until they do.`}
          </p>
        </>
      )}
    </Field>
  );
}
