"use client";

import { FormMessage } from "@/components/forms/form-message";
import { type PostedAction, usePostedForm } from "@/components/forms/use-posted-form";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { FieldGroup } from "@/components/ui/field";

type Box = { name: string; label: string; hint: string; isOn: boolean };

/** One box for each kind of mail; works without scripts too. */
export function ChoicesForm({ boxes, action }: { boxes: Box[]; action: PostedAction }) {
  const { form, result, pending } = usePostedForm(action);
  return (
    <form {...form} className="grid gap-6">
      <FieldGroup legend="Send me">
        <div className="grid gap-2">
          {boxes.map(({ name, label, hint, isOn }) => (
            <Checkbox key={name} name={name} label={label} hint={hint} defaultChecked={isOn} />
          ))}
        </div>
      </FieldGroup>
      <FormMessage result={result} done="Saved." />
      <div>
        <Button type="submit" pending={pending} pendingLabel="Saving">
          Save
        </Button>
      </div>
    </form>
  );
}
