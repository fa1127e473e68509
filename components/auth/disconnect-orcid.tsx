import type { ActionResult } from "@/components/forms/action-result";
import { ConfirmDialog } from "@/components/forms/confirm-dialog";

/** Ends that an iD opens the account, after saying what that means. */
export const DisconnectOrcid = ({ action }: { action: () => Promise<ActionResult> }) => (
  <ConfirmDialog
    label="Disconnect"
    title="Disconnect your iD?"
    confirmLabel="Disconnect it"
    pendingLabel="Disconnecting"
    keepLabel="Keep it"
    action={action}
  >
    <p>You can no longer sign in with it, and what it proved ends at once.</p>
  </ConfirmDialog>
);
