import { ConfirmDialog } from "@/components/forms/confirm-dialog";
import { StartMeetingButton } from "@/components/sessions/start-meeting-button";
import { Money } from "@/components/ui/money";
import { addMinutes } from "@/lib/platform/time";
import type { SessionDetail } from "@/lib/sessions/session-view";
import { OPENS_MINUTES_BEFORE } from "@/lib/sessions/start-meeting";
import { cancel, start } from "./actions";

/** What the researcher can do with a session that is booked. */
export function Host(props: { session: SessionDetail; now: Date; zone: string }) {
  const { session, now, zone } = props;
  const opensAt = addMinutes(session.startsAt, -OPENS_MINUTES_BEFORE);
  return (
    <StartMeetingButton
      opensAtMs={opensAt.getTime()}
      nowMs={now.getTime()}
      zone={zone}
      action={start.bind(null, session.id)}
    >
      {session.startsAt > now && (
        <ConfirmDialog
          label="Cancel"
          title={`Cancel the session with ${session.readerName}?`}
          confirmLabel="Cancel and refund"
          pendingLabel="Canceling"
          keepLabel="Keep the session"
          action={cancel.bind(null, session.id)}
        >
          <p>
            {session.readerName} gets <Money cents={session.priceCents} /> back in full and is told
            by mail. You are not paid for this session, and the Zoom meeting is deleted.
          </p>
          <p className="text-muted">
            Your hours stay as they are: the time is offered again. Close it in your hours if you
            are away.
          </p>
        </ConfirmDialog>
      )}
    </StartMeetingButton>
  );
}
