"use client";

import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

/** An address to take elsewhere: shown whole, selected at a touch, copied by a button. */
export function CopyAddress({ label, address }: { label: string; address: string }) {
  const input = useRef<HTMLInputElement>(null);
  const [outcome, setOutcome] = useState("");

  async function copy() {
    try {
      await navigator.clipboard.writeText(address);
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
              value={address}
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
