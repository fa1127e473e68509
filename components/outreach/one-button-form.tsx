"use client";

import { FormMessage } from "@/components/forms/form-message";
import { type PostedAction, usePostedForm } from "@/components/forms/use-posted-form";
import { Button } from "@/components/ui/button";

/** One button that posts, because links in mails are opened by programs too; works without any script. */
export function OneButtonForm(props: {
  label: string;
  pendingLabel: string;
  action: PostedAction;
}) {
  const { form, result, pending } = usePostedForm(props.action);
  return (
    <form {...form} className="grid gap-4">
      <FormMessage result={result} />
      <div>
        <Button type="submit" pending={pending} pendingLabel={props.pendingLabel}>
          {props.label}
        </Button>
      </div>
    </form>
  );
}
