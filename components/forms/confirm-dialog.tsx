"use client";

import { type ReactNode, useState } from "react";
import { Button, type ButtonVariant } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import type { ActionResult } from "./action-result";
import { type Leads, useAction } from "./use-action";

type ConfirmDialogProps = {
  /** On the button that opens it. */
  label: string;
  /** The same for those who do not see what stands beside it; begins with the label. */
  accessibleLabel?: string;
  variant?: ButtonVariant;
  title: string;
  /** What will happen, told before it does. */
  children: ReactNode;
  confirmLabel: string;
  pendingLabel: string;
  keepLabel: string;
  /** Asks for words that go with it; the action gets them, else an empty text. */
  reason?: { label: string; hint: string; maximum: number };
  action: (reason: string) => Promise<ActionResult<Leads>>;
};

/** A button for what cannot be undone: it first says what will happen. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const [open, setOpen] = useState(false);
  const [text, setText] = useState("");
  const { run, pending, refusal, clear } = useAction(props.action, () => setOpen(false));
  const close = () => {
    if (pending) return;
    setOpen(false);
    clear();
  };
  const { reason } = props;
  return (
    <>
      <Button
        variant={props.variant ?? "secondary"}
        aria-label={props.accessibleLabel}
        onClick={() => setOpen(true)}
      >
        {props.label}
      </Button>
      <Dialog
        open={open}
        onClose={close}
        title={props.title}
        footer={
          <>
            <Button variant="secondary" onClick={close}>
              {props.keepLabel}
            </Button>
            <Button
              variant="danger"
              pending={pending}
              pendingLabel={props.pendingLabel}
              onClick={() => run(text)}
            >
              {props.confirmLabel}
            </Button>
          </>
        }
      >
        <div className="grid gap-4">
          {props.children}
          {reason && (
            <Field label={reason.label} hint={reason.hint} optional>
              {(wired) => (
                <Textarea
                  {...wired}
                  rows={3}
                  maxLength={reason.maximum}
                  value={text}
                  onChange={(event) => setText(event.target.value)}
                />
              )}
            </Field>
          )}
          {refusal && (
            <Notice tone="failure" live>
              <p className="text-ink">{refusal.message}</p>
            </Notice>
          )}
        </div>
      </Dialog>
    </>
  );
}
