"use client";

import { FormMessage } from "@/components/forms/form-message";
import type { PostedAction } from "@/components/forms/use-posted-form";
import { PersonFields } from "@/components/profiles/person-fields";
import type { ProfileValues } from "@/components/profiles/profile-values";
import { Button } from "@/components/ui/button";
import { useStepForm } from "./use-step-form";

type ProfileStepProps = {
  saved: Partial<ProfileValues>;
  version: number;
  limits: { bio: number; expertise: number; achievements: number };
  fields: string[];
  action: PostedAction;
};

/** What readers will know of whoever registers; works without any script. */
export function ProfileStep({ saved, limits, fields, ...props }: ProfileStepProps) {
  const { form, values, errorOf, result, pending, version } = useStepForm(
    props.action,
    props.version,
  );
  return (
    <form {...form} noValidate className="grid gap-10">
      <input type="hidden" name="version" value={version} />
      <PersonFields
        text={(name) => ({ name, defaultValue: values[name] ?? saved[name] ?? "" })}
        errorOf={errorOf}
        limits={limits}
        fields={fields}
      />
      <div className="grid gap-4">
        <FormMessage result={result} />
        <div>
          <Button type="submit" pending={pending} pendingLabel="Saving">
            Save and go on
          </Button>
        </div>
      </div>
    </form>
  );
}
