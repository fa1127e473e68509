"use client";

import { type ReactNode, useState } from "react";
import { Button, type ButtonSize, type ButtonVariant } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { ActionResult } from "./action-result";
import { type Leads, useAction } from "./use-action";

/** One button that does one thing, says when it is under way, and why not when it was refused. */
export function ActButton(props: {
  children: ReactNode;
  pendingLabel: string;
  variant?: ButtonVariant;
  size?: ButtonSize;
  className?: string;
  /** What to say once it is done, where the page itself does not show it. */
  done?: string;
  action: () => Promise<ActionResult<Leads>>;
}) {
  const [isDone, setIsDone] = useState(false);
  const { run, pending, refusal } = useAction(props.action, () => setIsDone(true));
  return (
    <div className="grid gap-3">
      <div>
        <Button
          variant={props.variant}
          size={props.size}
          className={props.className}
          pending={pending}
          pendingLabel={props.pendingLabel}
          onClick={() => run()}
        >
          {props.children}
        </Button>
      </div>
      {props.done && (
        <p role="status" className="text-ink empty:hidden">
          {isDone && !refusal && props.done}
        </p>
      )}
      {refusal && (
        <Notice tone="failure" live>
          <p className="text-ink">{refusal.message}</p>
        </Notice>
      )}
    </div>
  );
}
