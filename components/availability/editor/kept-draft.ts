"use client";

import { useEffect, useState } from "react";
import { type Draft, isSame, type Settings, settingsOf } from "./draft";
import { renumbered } from "./week-draft";

/**
 * A draft that outlives the page: what is not saved is kept in this tab and is there again when one
 * comes back, as long as what is saved has not changed meanwhile. `isRestored` tells of that.
 */
export function useKeptDraft(key: string, saved: Settings, initial: () => Draft) {
  const [draft, setDraft] = useState(initial);
  const [isRestored, setIsRestored] = useState(false);
  const [hasLooked, setHasLooked] = useState(false);
  const isDirty = !isSame(settingsOf(draft), saved);

  useEffect(() => {
    if (hasLooked) return;
    const kept = read(key);
    if (kept && isSame(kept.saved, saved) && !isSame(settingsOf(kept.draft), saved)) {
      setDraft(kept.draft);
      setIsRestored(true);
    }
    setHasLooked(true);
  }, [hasLooked, key, saved]);

  useEffect(() => {
    if (!hasLooked) return;
    if (isDirty) window.sessionStorage.setItem(key, JSON.stringify({ saved, draft }));
    else {
      window.sessionStorage.removeItem(key);
      setIsRestored(false);
    }
  }, [key, hasLooked, isDirty, draft, saved]);

  return { draft, setDraft, isDirty, isRestored };
}

/** What was kept; nothing where it cannot be read, or was kept by a page that knew other fields. */
function read(key: string): { saved: Settings; draft: Draft } | null {
  try {
    const { saved, draft } = JSON.parse(window.sessionStorage.getItem(key) ?? "null");
    isSame(saved, settingsOf(draft));
    return { saved, draft: { ...draft, week: renumbered(draft.week) } };
  } catch {
    return null;
  }
}
