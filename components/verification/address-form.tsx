"use client";

import { FormMessage } from "@/components/forms/form-message";
import { type PostedAction, usePostedForm } from "@/components/forms/use-posted-form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

type AddressFormProps = { institution: string; suggested: string; action: PostedAction };

/** Gives an address at the institution; works without any script. */
export function AddressForm({ institution, suggested, action }: AddressFormProps) {
  const { form, values, errorOf, result, pending } = usePostedForm(action);
  return (
    <form {...form} noValidate className="grid max-w-reading gap-4">
      <Field
        label={`Your address at ${institution}`}
        hint="Shown to nobody. Your account keeps the address it has."
        error={errorOf("address")}
      >
        {(wired) => (
          <Input
            {...wired}
            name="address"
            type="email"
            autoComplete="work email"
            defaultValue={values.address ?? suggested}
          />
        )}
      </Field>
      <FormMessage result={result} />
      <div>
        <Button type="submit" pending={pending} pendingLabel="Looking it up">
          Confirm this address
        </Button>
      </div>
    </form>
  );
}
