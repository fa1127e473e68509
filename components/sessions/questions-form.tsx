"use client";

import { useEffect, useRef, useState } from "react";
import type { ActionResult } from "@/components/forms/action-result";
import { type Leads, useAction } from "@/components/forms/use-action";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";

type QuestionsFormProps = {
  questions: string | null;
  maximum: number;
  action: (questions: string) => Promise<ActionResult<Leads>>;
};

/** The reader's questions, to be changed in place. */
export function QuestionsForm({ questions, maximum, action }: QuestionsFormProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const [isSaved, setIsSaved] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const isOpen = draft !== null;
  const { run, pending, refusal, clear } = useAction(action, () => {
    setDraft(null);
    setIsSaved(true);
  });

  const wasOpen = useRef(false);
  useEffect(() => {
    if (isOpen) field.current?.focus();
    else if (wasOpen.current) opener.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);

  if (!isOpen) {
    return (
      <div className="grid justify-items-start gap-2">
        {questions && <p className="whitespace-pre-wrap">{questions}</p>}
        <Button
          ref={opener}
          variant="secondary"
          size="small"
          onClick={() => {
            setIsSaved(false);
            setDraft(questions ?? "");
          }}
        >
          {questions ? "Change your questions" : "Add questions"}
        </Button>
        <p role="status" className="text-13 text-muted empty:hidden">
          {isSaved && "Saved."}
        </p>
      </div>
    );
  }
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        run(draft);
      }}
    >
      <Textarea
        ref={field}
        aria-label="Your questions"
        rows={5}
        maxLength={maximum}
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
      />
      {refusal && (
        <Notice tone="failure" live>
          <p className="text-ink">{refusal.message}</p>
        </Notice>
      )}
      <div className="flex gap-3">
        <Button type="submit" size="small" pending={pending} pendingLabel="Saving">
          Save
        </Button>
        <Button
          variant="quiet"
          size="small"
          onClick={() => {
            clear();
            setDraft(null);
          }}
        >
          Leave as it was
        </Button>
      </div>
    </form>
  );
}
