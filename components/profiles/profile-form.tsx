"use client";

import type { ReactNode } from "react";
import { FormMessage } from "@/components/forms/form-message";
import { type PostedAction, usePostedForm } from "@/components/forms/use-posted-form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { type Country, CountryField } from "./country-field";
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
      <Part title="Who you are">
        <Field label="Name" hint={props.verifiedHint} error={errorOf("name")}>
          {(wired) => <Input {...wired} {...text("name")} autoComplete="name" required />}
        </Field>
        <Field label="Position" error={errorOf("position")} optional>
          {(wired) => <Input {...wired} {...text("position")} autoComplete="organization-title" />}
        </Field>
        <Field label="Affiliation" error={errorOf("affiliation")} optional>
          {(wired) => <Input {...wired} {...text("affiliation")} autoComplete="organization" />}
        </Field>
      </Part>
      <Part title="What you work on">
        <Field
          label="Field"
          hint="The broad one. Choose what others have chosen if it fits, so that readers find you beside them."
          error={errorOf("field")}
        >
          {(wired) => <Input {...wired} {...text("field")} list="fields" autoComplete="off" />}
        </Field>
        <datalist id="fields">
          {props.fields.map((field) => (
            <option key={field} value={field} />
          ))}
        </datalist>
        <Field
          label="Expertise"
          hint={`One topic a line, at most ${limits.expertise}. Readers search by them.`}
          error={errorOf("expertise")}
        >
          {(wired) => <Textarea {...wired} {...text("expertise")} rows={4} />}
        </Field>
        <Field
          label="Bio"
          hint="What you study, and what to ask you about. The first two lines show in the directory."
          error={errorOf("bio")}
        >
          {(wired) => <Textarea {...wired} {...text("bio")} rows={8} maxLength={limits.bio} />}
        </Field>
        <Field
          label="Achievements"
          hint={`One a line, at most ${limits.achievements}.`}
          error={errorOf("achievements")}
          optional
        >
          {(wired) => <Textarea {...wired} {...text("achievements")} rows={4} />}
        </Field>
      </Part>
      <Part title="Price and payment">
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

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="grid min-w-0 gap-5">
      <legend className="mb-4 font-semibold font-serif text-21">{title}</legend>
      {children}
    </fieldset>
  );
}
