"use client";

import { unstable_rethrow, useRouter } from "next/navigation";
import { useEffect, useRef, useState, useTransition } from "react";
import { type ActionResult, type Refusal, UNREACHABLE } from "./action-result";

/** Where an action leads once it is done; without it the page stays and shows the new state. */
export type Leads = { to?: string };

/** Runs a server action once at a time, keeps its refusal, and follows where it leads. */
export function useAction<Args extends unknown[]>(
  action: (...args: Args) => Promise<ActionResult<Leads>>,
  onDone?: () => void,
) {
  const router = useRouter();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [pending, startTransition] = useTransition();
  const hasRun = useRef(false);

  // What the action ends may take its own button away, and the keyboard's place with it.
  useEffect(
    () => () => {
      if (hasRun.current && document.activeElement === document.body)
        document.getElementById("main")?.focus({ preventScroll: true });
    },
    [],
  );

  function run(...args: Args) {
    if (pending) return;
    hasRun.current = true;
    startTransition(async () => {
      let result: ActionResult<Leads>;
      try {
        result = await action(...args);
      } catch (error) {
        unstable_rethrow(error);
        result = UNREACHABLE;
      }
      startTransition(() => {
        setRefusal(result.ok ? null : result);
        if (!result.ok) return;
        onDone?.();
        if (result.to) router.push(result.to);
      });
    });
  }

  return { run, pending, refusal, clear: () => setRefusal(null) };
}
