"use client";

import { useEffect, useState } from "react";

/**
 * Milliseconds until an instant, counted on the server's clock: `nowMs` is what it was when the page
 * was made, so that a browser whose clock is wrong counts right all the same.
 */
export function useTimeLeft(untilMs: number, nowMs: number): number {
  const [left, setLeft] = useState(untilMs - nowMs);
  useEffect(() => {
    const startedAt = performance.now();
    const read = () => setLeft(untilMs - nowMs - (performance.now() - startedAt));
    read();
    const timer = setInterval(read, 1000);
    // A tab in the background is slowed down: look again as soon as it is seen.
    document.addEventListener("visibilitychange", read);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", read);
    };
  }, [untilMs, nowMs]);
  return left;
}
