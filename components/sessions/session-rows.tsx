import type { ReactNode } from "react";
import { minutesBetween } from "@/lib/platform/time";
import type { SessionDetail } from "@/lib/sessions/session-view";
import { SessionTimes } from "./session-times";

/** The rows with which both parties' pages of a session begin: when, how long, about which paper. */
export function sessionRows(
  session: SessionDetail,
  seenBy: "reader" | "researcher",
  zone: string,
): (readonly [name: string, value: ReactNode] | false)[] {
  return [
    ["When", <SessionTimes key="when" session={session} seenBy={seenBy} zone={zone} />],
    ["Length", `${minutesBetween(session.startsAt, session.endsAt)} minutes on Zoom`],
    session.paperTitle !== null && [
      "Paper",
      <span key="paper" className="font-serif italic">
        {session.paperTitle}
      </span>,
    ],
  ];
}
