"use client";

import { type ReactNode, useState } from "react";
import { type ActionResult, type Refusal, UNREACHABLE } from "@/components/forms/action-result";
import { useReaderZone } from "@/components/site/use-reader-zone";
import { Button } from "@/components/ui/button";
import { formatShortDate, formatTime } from "@/components/ui/format-when";
import { Notice } from "@/components/ui/notice";
import { useTimeLeft } from "./use-time-left";

type StartMeetingButtonProps = {
  opensAtMs: number;
  nowMs: number;
  zone: string;
  /** What stands beside the button. */
  children?: ReactNode;
  action: () => Promise<ActionResult<{ startUrl: string }>>;
};

/** Opens the meeting as its host, from a quarter of an hour before the start. */
export function StartMeetingButton(props: StartMeetingButtonProps) {
  const zone = useReaderZone(props.zone);
  const isOpen = useTimeLeft(props.opensAtMs, props.nowMs) <= 0;
  const [isStarting, setIsStarting] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  async function start() {
    if (!isOpen || isStarting) return;
    setIsStarting(true);
    const result = await props.action().catch(() => UNREACHABLE);
    // The same tab: a new one that opens after a wait counts as a pop-up.
    if (result.ok) return window.location.assign(result.startUrl);
    setRefusal(result);
    setIsStarting(false);
  }

  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-start gap-3">
        <Button
          aria-disabled={!isOpen}
          pending={isStarting}
          pendingLabel="Opening Zoom"
          onClick={start}
        >
          Start the meeting
        </Button>
        {props.children}
      </div>
      <p role="status" className="text-13 text-muted">
        {isOpen
          ? "Zoom opens with you as the host."
          : `You can start it from ${formatShortDate(props.opensAtMs, zone)}, ${formatTime(props.opensAtMs, zone)}.`}
      </p>
      {refusal && (
        <Notice tone="failure" live>
          <p className="text-ink">{refusal.message}</p>
        </Notice>
      )}
    </div>
  );
}
