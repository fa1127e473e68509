import type { ActionResult } from "@/components/forms/action-result";
import { ConfirmDialog } from "@/components/forms/confirm-dialog";

/** The iD that opens an account, and the way to end that. */
export function OrcidSignIn(props: { orcid: string; disconnect: () => Promise<ActionResult> }) {
  return (
    <>
      <p className="text-muted">
        You can sign in with the iD <span className="tabular">{props.orcid}</span>.
      </p>
      <div>
        <ConfirmDialog
          label="Disconnect"
          title="Disconnect your iD?"
          confirmLabel="Disconnect it"
          pendingLabel="Disconnecting"
          keepLabel="Keep it"
          action={props.disconnect}
        >
          <p>You can no longer sign in with it, and what it proved ends at once.</p>
        </ConfirmDialog>
      </div>
    </>
  );
}
