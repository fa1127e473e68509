import type { FormResult } from "@/components/forms/form-result";
import { Notice } from "@/components/ui/notice";
import { ActionButton } from "./action-button";

/** Stands where a page would be that an unconfirmed account may not see yet. */
export function ConfirmYourAddress(props: {
  email: string;
  returnTo: string | null;
  sendLinkAgain: (values: unknown) => Promise<FormResult>;
}) {
  return (
    <div className="grid gap-6">
      <Notice tone="waiting" title="Confirm your address to go on">
        We sent a link to {props.email}. Until it is opened, this account shows only the session
        that you are booking.
      </Notice>
      <ActionButton
        label="Send the link again"
        pendingLabel="Sending"
        done={`A new link is on its way to ${props.email}.`}
        variant="secondary"
        values={{ returnTo: props.returnTo }}
        action={props.sendLinkAgain}
      />
    </div>
  );
}
