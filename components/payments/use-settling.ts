"use client";

import { useRouter } from "next/navigation";
import { useCallback, useEffect, useRef, useState } from "react";
import { type ActionResult, UNREACHABLE } from "@/components/forms/action-result";

const PAUSE_MS = 3000;
const TRIES = 40;

/** What is said while the bank takes its time, and when it takes very long. */
export type SettlingWords = { slow: string; verySlow: string };

/**
 * Asks the server about an intent that the browser holds for paid, until the server has seen it too.
 * What it answers leads on; a payment that does not match is told by `onProblem`.
 */
export function useSettling(
  ask: (intentId: string) => Promise<ActionResult<{ to: string }>>,
  pendingIntentId: string | null,
  { slow, verySlow }: SettlingWords,
  onProblem: (words: string) => void,
) {
  const router = useRouter();
  const [intentId, setIntentId] = useState(pendingIntentId);
  const [words, setWords] = useState<string | null>(pendingIntentId ? slow : null);
  const latest = useRef({ ask, onProblem });
  useEffect(() => {
    latest.current = { ask, onProblem };
  });

  useEffect(() => {
    if (!intentId) return;
    let isCurrent = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const attempt = async (count: number) => {
      const result = await latest.current.ask(intentId).catch(() => UNREACHABLE);
      if (!isCurrent) return;
      if (result.ok) return router.replace(result.to);
      const isOpen =
        result.code === "PAYMENT_REQUIRED" ||
        result.code === "UNREACHABLE" ||
        result.code === "PAYMENT_PROVIDER_UNAVAILABLE";
      if (!isOpen) {
        setIntentId(null);
        setWords(null);
        return latest.current.onProblem(result.message);
      }
      setWords(count < TRIES ? slow : verySlow);
      if (count < TRIES) timer = setTimeout(() => attempt(count + 1), PAUSE_MS);
    };
    void attempt(1);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [intentId, router, slow, verySlow]);

  const settle = useCallback((id: string) => setIntentId(id), []);
  return { settle, isSettling: intentId !== null, words };
}
