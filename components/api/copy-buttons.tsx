"use client";

import { useEffect, useState } from "react";

/** Makes the page's "Copy" buttons work: one listener for all of them, and one line that says how it went. */
export function CopyButtons() {
  const [outcome, setOutcome] = useState("");

  useEffect(() => {
    async function copy({ target }: MouseEvent) {
      const button = target instanceof Element ? target.closest("[data-copies-code]") : null;
      const code = button?.closest("figure")?.querySelector("code");
      if (!code) return;
      try {
        await navigator.clipboard.writeText(code.textContent ?? "");
        setOutcome("Copied.");
      } catch {
        // Not every browser lets a page write there.
        getSelection()?.selectAllChildren(code);
        setOutcome("Selected: copy it with your keyboard or the menu.");
      }
    }
    document.addEventListener("click", copy);
    return () => document.removeEventListener("click", copy);
  }, []);

  useEffect(() => {
    if (!outcome) return;
    const timer = setTimeout(() => setOutcome(""), 3_000);
    return () => clearTimeout(timer);
  }, [outcome]);

  return (
    <p
      role="status"
      className="fixed inset-x-4 bottom-4 mx-auto w-fit rounded border bg-raised px-4 py-2 empty:hidden"
    >
      {outcome}
    </p>
  );
}
