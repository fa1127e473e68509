import { ActButton } from "@/components/forms/act-button";
import { ConfirmDialog } from "@/components/forms/confirm-dialog";
import { Money } from "@/components/ui/money";
import { REASON_MAX } from "@/lib/sessions/decline-session";
import type { SessionDetail } from "@/lib/sessions/session-view";
import { accept, decline } from "./actions";

/** Yes or no to a request. */
export function Answer({ session }: { session: SessionDetail }) {
  return (
    <div className="flex flex-wrap items-start gap-3">
      <ActButton pendingLabel="Accepting" action={accept.bind(null, session.id)}>
        Accept
      </ActButton>
      <ConfirmDialog
        label="Decline"
        title={`Decline ${session.readerName}’s request?`}
        confirmLabel="Decline the request"
        pendingLabel="Declining"
        keepLabel="Go back"
        reason={{
          label: `A line for ${session.readerName}`,
          hint: "They see it with your answer, for instance where to ask instead.",
          maximum: REASON_MAX,
        }}
        action={decline.bind(null, session.id)}
      >
        <p>
          {session.readerName} gets <Money cents={session.priceCents} /> back in full, and the time
          is free again.
        </p>
      </ConfirmDialog>
    </div>
  );
}
