import type { SessionDetail } from "@/lib/sessions/session-view";
import { BothTimes } from "./both-times";

type SessionTimesProps = {
  session: SessionDetail;
  seenBy: "reader" | "researcher";
  /** The zone that the server takes the visitor to be in. */
  zone: string;
};

/** When a session is, on the clocks of whoever looks and of the other party. */
export function SessionTimes({ session, seenBy, zone }: SessionTimesProps) {
  const other =
    seenBy === "reader"
      ? { otherName: session.researcherName, otherZone: session.researcherTimeZone }
      : { otherName: session.readerName, otherZone: session.readerTimeZone };
  return <BothTimes startsAt={session.startsAt} endsAt={session.endsAt} zone={zone} {...other} />;
}
