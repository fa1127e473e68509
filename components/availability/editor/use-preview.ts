"use client";

import { useEffect, useRef, useState } from "react";
import { type ActionResult, fieldsOf, UNREACHABLE } from "@/components/forms/action-result";
import type { ZoneShift } from "@/lib/availability/zone-shifts";
import type { Conflict } from "./conflict-list";
import type { Settings } from "./draft";

export type Preview = {
  /** Every start on offer in the coming weeks, in whole minutes since 1970. */
  startMinutes: number[];
  shifts: ZoneShift[];
  conflicts: Conflict[];
};
export type PreviewAction = (
  settings: Settings,
  readerZone: string,
) => Promise<ActionResult<{ preview: Preview }>>;

const PAUSE_MS = 350;

/**
 * What readers would see of a draft, asked of the server once typing pauses: it knows the bookings, and
 * its rules for zones are the ones that bookings are checked with. `problem` says why there is no answer.
 */
export function usePreview(
  action: PreviewAction,
  settings: Settings | null,
  readerZone: string,
  first: Preview,
) {
  const [preview, setPreview] = useState<Preview>(first);
  const [isStale, setIsStale] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const asked = settings && JSON.stringify([settings, readerZone]);
  const answered = useRef(asked);
  const latest = useRef({ settings, action });
  latest.current = { settings, action };

  useEffect(() => {
    if (asked === null || asked === answered.current) return setIsStale(asked === null);
    let isOver = false;
    setIsStale(true);
    const timer = setTimeout(async () => {
      const { settings: now, action: ask } = latest.current;
      if (!now) return;
      const result = await ask(now, readerZone).catch(() => UNREACHABLE);
      if (isOver) return;
      setIsStale(false);
      if (!result.ok) {
        setProblem(Object.values(fieldsOf(result)).join(" ") || result.message);
        return;
      }
      answered.current = asked;
      setProblem(null);
      setPreview(result.preview);
    }, PAUSE_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [asked, readerZone]);

  return { preview, isStale, problem };
}
