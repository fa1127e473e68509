"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** Looks again every few seconds for something that is on its way, while the page is seen. */
export function QuietRefresh({ everyMs, times }: { everyMs: number; times: number }) {
  const router = useRouter();
  useEffect(() => {
    let left = times;
    const timer = setInterval(() => {
      if (document.hidden) return;
      if (left-- <= 0) return clearInterval(timer);
      router.refresh();
    }, everyMs);
    return () => clearInterval(timer);
  }, [everyMs, times, router]);
  return null;
}
