"use client";

import { useRef, useState } from "react";
import { Button } from "./button";
import { Field } from "./field";
import { Input } from "./input";

/** A text to take elsewhere: shown whole, selected at a touch, copied by a button. */
export function CopyText({ label, text }: { label: string; text: string }) {
  const input = useRef<HTMLInputElement>(null);
  const [outcome, setOutcome] = useState("");

  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setOutcome("Copied.");
    } catch {
      // Not every browser lets a page write there.
      input.current?.select();
      setOutcome("Selected: copy it with your keyboard or the menu.");
    }
  }

  return (
    <div>
      <Field label={label}>
        {(wired) => (
          <div className="flex flex-wrap gap-2">
            <Input
              {...wired}
              ref={input}
              value={text}
              readOnly
              spellCheck={false}
              className="min-w-0 flex-1 basis-48 font-mono text-13"
              onFocus={(event) => event.currentTarget.select()}
            />
            <Button variant="secondary" onClick={copy}>
              Copy
            </Button>
          </div>
        )}
      </Field>
      <p role="status" className="mt-1 min-h-5 text-13 text-muted">
        {outcome}
      </p>
    </div>
  );
}
