"use client";

import { useEffect, useRef, useState } from "react";
import { useReaderZone } from "@/components/site/use-reader-zone";
import { formatTime } from "@/components/ui/format-when";
import { announcementFor, leftInWords } from "./countdown";
import { useTimeLeft } from "./use-time-left";

type HoldCountdownProps = {
  expiresAtMs: number;
  nowMs: number;
  zone: string;
  onEnd: () => void;
};

/** How long a time is still held: quiet to the eye, aloud at five minutes and at one. */
export function HoldCountdown({ expiresAtMs, nowMs, onEnd, ...props }: HoldCountdownProps) {
  const zone = useReaderZone(props.zone);
  const left = useTimeLeft(expiresAtMs, nowMs);
  const before = useRef(left);
  const [announcement, setAnnouncement] = useState("");
  const isOver = left <= 0;

  useEffect(() => {
    const words = announcementFor(before.current, left);
    before.current = left;
    if (words) setAnnouncement(words);
  }, [left]);

  useEffect(() => {
    if (isOver) onEnd();
  }, [isOver, onEnd]);

  return (
    <>
      <p className="text-13 text-muted tabular">
        Held for you until {formatTime(expiresAtMs, zone)} ({leftInWords(left)})
      </p>
      <p role="status" className="sr-only">
        {announcement}
      </p>
    </>
  );
}
