import { ActButton } from "@/components/forms/act-button";
import type { ActionResult } from "@/components/forms/action-result";
import { Notice } from "@/components/ui/notice";

/** Stands where a page would be that an unconfirmed account may not see yet. */
export function ConfirmYourAddress(props: {
  email: string;
  sendLink: () => Promise<ActionResult>;
}) {
  return (
    <div className="grid gap-6">
      <Notice tone="waiting" title="Confirm your address to go on">
        We sent a link to {props.email}. Until it is opened, this account shows only the session
        that you are booking.
      </Notice>
      <ActButton
        pendingLabel="Sending"
        done={`A new link is on its way to ${props.email}.`}
        variant="secondary"
        action={props.sendLink}
      >
        Send the link again
      </ActButton>
    </div>
  );
}
