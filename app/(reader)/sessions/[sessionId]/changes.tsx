import { ConfirmDialog } from "@/components/forms/confirm-dialog";
import { LocalWhen } from "@/components/site/local-when";
import { LinkButton } from "@/components/ui/button";
import { Money } from "@/components/ui/money";
import { cancellationClosesAt } from "@/lib/sessions/cancel-session";
import type { SessionDetail } from "@/lib/sessions/session-view";
import { cancel } from "./actions";

/** Moving and canceling, with what becomes of the money; or why that is over. */
export function Changes(props: { session: SessionDetail; now: Date; zone: string }) {
  const { session, now, zone } = props;
  const closesAt = cancellationClosesAt(session);
  const isRequest = session.state === "requested";
  const isOpen = now <= closesAt;
  if (session.startsAt <= now) return null;
  return (
    <section aria-labelledby="changes-heading" className="grid gap-3 border-t pt-5">
      <h2 id="changes-heading" className="text-21">
        Change of plan?
      </h2>
      <p className="text-muted">
        {isRequest ? (
          <>
            You can withdraw the request for a full refund until it is answered
            {isOpen && (
              <>
                , and move it until <LocalWhen at={closesAt} zone={zone} />
              </>
            )}
            .
          </>
        ) : isOpen ? (
          <>
            You can move it, or cancel it for a full refund, until{" "}
            <LocalWhen at={closesAt} zone={zone} />.
          </>
        ) : (
          <>
            Since <LocalWhen at={closesAt} zone={zone} />, 24 hours before the start, it can no
            longer be canceled or moved: {session.researcherName} has kept the time free for you.
          </>
        )}
      </p>
      {(isOpen || isRequest) && (
        <div className="flex flex-wrap gap-3">
          {isOpen && (
            <LinkButton href={`/sessions/${session.id}/reschedule`} variant="secondary">
              Move to another time
            </LinkButton>
          )}
          <ConfirmDialog
            label={isRequest ? "Withdraw the request" : "Cancel the session"}
            variant="danger"
            title={isRequest ? "Withdraw this request?" : "Cancel this session?"}
            confirmLabel={isRequest ? "Withdraw it" : "Cancel the session"}
            pendingLabel={isRequest ? "Withdrawing" : "Canceling"}
            keepLabel={isRequest ? "Keep the request" : "Keep the session"}
            action={cancel.bind(null, session.id)}
          >
            <p>
              With {session.researcherName}, <LocalWhen at={session.startsAt} zone={zone} />.
            </p>
            <p>
              <Money cents={session.priceCents} className="font-semibold" /> goes back to the card
              you paid with, all of it. The refund is sent at once; banks take 5 to 10 days to show
              it.
            </p>
            <p className="text-muted">
              The time becomes free for others. {session.researcherName} is told by mail.
            </p>
          </ConfirmDialog>
        </div>
      )}
    </section>
  );
}
