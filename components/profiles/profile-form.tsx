"use client";

import { FormMessage } from "@/components/forms/form-message";
import { type PostedAction, usePostedForm } from "@/components/forms/use-posted-form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { type Country, CountryField } from "./country-field";
import { Part, PersonFields } from "./person-fields";
import type { ProfileValues } from "./profile-values";
import { RateField } from "./rate-field";

type ProfileFormProps = {
  saved: ProfileValues;
  limits: { bio: number; expertise: number; achievements: number; rate: [number, number] };
  feePercent: number;
  countries: Country[];
  /** Broad fields that others have, to choose from. */
  fields: string[];
  /** What stands before the slug in the profile's address. */
  addressBefore: string;
  /** What losing the mark would take, where there is one to lose. */
  verifiedHint: string | null;
  isPublished: boolean;
  action: PostedAction;
};

/** Everything of a profile that a reader sees, in one form; works without any script. */
export function ProfileForm(props: ProfileFormProps) {
  const { form, values, errorOf, result, pending } = usePostedForm(props.action);
  const { limits, saved } = props;
  const text = (name: keyof ProfileValues) => ({
    name,
    defaultValue: values[name] ?? saved[name],
  });
  return (
    <form {...form} noValidate className="grid gap-10">
      <PersonFields
        text={text}
        errorOf={errorOf}
        limits={limits}
        fields={props.fields}
        nameHint={props.verifiedHint}
      />
      <Part id="payment" title="Price and payment">
        <RateField
          initial={values.rate ?? saved.rate}
          feePercent={props.feePercent}
          minimum={limits.rate[0]}
          maximum={limits.rate[1]}
          error={errorOf("rate")}
        />
        <CountryField
          initial={values.payout_country ?? saved.payout_country}
          countries={props.countries}
          error={errorOf("payout_country")}
        />
      </Part>
      <Part title="Address">
        <Field
          label="Your profile’s address"
          hint={`After ${props.addressBefore}. Links to an address that you leave keep working.`}
          error={errorOf("slug")}
        >
          {(wired) => <Input {...wired} {...text("slug")} autoComplete="off" spellCheck={false} />}
        </Field>
      </Part>
      <div className="grid gap-4">
        <FormMessage
          result={result}
          done={props.isPublished ? "Saved. Readers see it now." : "Saved."}
        />
        <div>
          <Button type="submit" pending={pending} pendingLabel="Saving">
            Save the profile
          </Button>
        </div>
      </div>
    </form>
  );
}
