import type { ReactNode } from "react";
import { minutesBetween } from "@/lib/platform/time";
import type { SessionDetail } from "@/lib/sessions/session-view";

/** The rows with which both parties' pages of a session begin: how long, about which paper. */
export function sessionRows(
  session: SessionDetail,
): (readonly [name: string, value: ReactNode] | false)[] {
  return [
    ["Length", `${minutesBetween(session.startsAt, session.endsAt)} minutes on Zoom`],
    session.paperTitle !== null && [
      "Paper",
      <span key="paper" className="font-serif italic">
        {session.paperTitle}
      </span>,
    ],
  ];
}
