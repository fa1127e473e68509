"use client";

import { type ReactNode, useEffect, useRef } from "react";
import type { Refusal } from "@/components/forms/action-result";
import { useReaderZone } from "@/components/site/use-reader-zone";
import { formatShortDate, formatTime, zoneName } from "@/components/ui/format-when";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";

export type FreeTime = { id: string; start_time: string };

type HoldRefusalProps = {
  refusal: Refusal;
  zone: string;
  researcher: { name: string; slug: string };
  paperId: string | null;
  signInHref: string;
};

const FINAL = new Set(["SLOT_UNAVAILABLE", "NO_MEETING_HOST", "OWN_PROFILE", "NOT_BOOKABLE"]);

/** Whether pressing again could not end otherwise. */
export const isFinal = ({ code }: Refusal) => FINAL.has(code);

/** Why a time could not be held, and the way out of it. Takes the focus, as it answers a press. */
export function HoldRefusal(props: HoldRefusalProps) {
  const place = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new refusal is to be read out.
  useEffect(() => place.current?.focus(), [props.refusal]);
  const { title, body } = story(props);
  return (
    <div ref={place} tabIndex={-1}>
      <Notice tone="failure" title={title} live>
        {body}
      </Notice>
    </div>
  );
}

function story(props: HoldRefusalProps): { title: string; body: ReactNode } {
  const { refusal, researcher } = props;
  const profile = (
    <Link href={`/researchers/${researcher.slug}`} className="link">
      See all of {researcher.name}’s times
    </Link>
  );
  switch (refusal.code) {
    case "SLOT_UNAVAILABLE":
    case "NO_MEETING_HOST":
      return {
        title: "This time has just been taken. Nothing was charged.",
        body: <OtherTimes {...props} times={freeTimesIn(refusal)} more={profile} />,
      };
    case "READER_BUSY":
      return {
        title: "You have another session at this time.",
        body: (
          <>
            <OwnSession id={refusal.details.session_id} />, or choose another time. {profile}
          </>
        ),
      };
    case "TOO_MANY_HOLDS":
      return {
        title: "You are holding three times already.",
        body: (
          <>
            Pay for one of them or let it go on{" "}
            <Link href="/sessions" className="link">
              your sessions
            </Link>
            , then come back.
          </>
        ),
      };
    case "EMAIL_TAKEN":
      return {
        title: "This e-mail address has an account.",
        body: (
          <>
            <Link href={props.signInHref} className="link">
              Sign in
            </Link>{" "}
            and you come back to this time; or use another address.
          </>
        ),
      };
    case "OWN_PROFILE":
      return { title: "This is your own profile: you cannot book yourself.", body: null };
    case "NOT_BOOKABLE":
      return {
        title: `${researcher.name} does not take bookings at the moment.`,
        body: (
          <Link href="/researchers" className="link">
            Find another researcher
          </Link>
        ),
      };
    case "INVALID_INPUT":
      return { title: "This time cannot be booked any more.", body: profile };
    default:
      return { title: refusal.message, body: profile };
  }
}

function OwnSession({ id }: { id: unknown }) {
  if (typeof id !== "string") return "Look at your sessions";
  return (
    <Link href={`/sessions/${id}`} className="link">
      See that session
    </Link>
  );
}

/** The nearest free times as links to hold one of them instead. */
export function OtherTimes(props: {
  times: FreeTime[];
  zone: string;
  paperId: string | null;
  more: ReactNode;
}) {
  const { times, paperId, more } = props;
  const zone = useReaderZone(props.zone);
  const first = times[0];
  if (!first) return <>There is no other free time near it. {more}</>;
  return (
    <>
      <p className="text-muted">Free near it ({zoneName(first.start_time, zone)}):</p>
      <ul className="my-3 flex flex-wrap gap-2">
        {times.map(({ id, start_time }) => (
          <li key={id}>
            <Link
              href={`/book?${new URLSearchParams({ slot: id, ...(paperId && { paper: paperId }) })}`}
              className="inline-flex min-h-10 items-center rounded border border-outline bg-raised px-3 text-ink tabular hover:border-ink pointer-coarse:min-h-11"
            >
              {formatShortDate(start_time, zone)}, {formatTime(start_time, zone)}
            </Link>
          </li>
        ))}
      </ul>
      {more}
    </>
  );
}

/** The free times that a refusal names; nothing else of it is trusted. */
export function freeTimesIn(refusal: Refusal): FreeTime[] {
  const { alternatives } = refusal.details;
  if (!Array.isArray(alternatives)) return [];
  return alternatives.filter(
    (time): time is FreeTime => typeof time?.id === "string" && typeof time.start_time === "string",
  );
}
