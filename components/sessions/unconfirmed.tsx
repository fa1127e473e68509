import { ActButton } from "@/components/forms/act-button";
import type { ActionResult } from "@/components/forms/action-result";
import { Notice } from "@/components/ui/notice";

/** For an account made on the way: it works, but only its owner's mailbox can open it again. */
export function Unconfirmed(props: { email: string; sendLink: () => Promise<ActionResult> }) {
  return (
    <Notice tone="waiting" title="Confirm your e-mail and choose a password">
      <p className="mb-3 [overflow-wrap:anywhere]">
        We sent a link to {props.email}. With it you can come back to your sessions from any
        browser.
      </p>
      <ActButton
        pendingLabel="Sending"
        variant="secondary"
        done={`A new link is on its way to ${props.email}.`}
        action={props.sendLink}
      >
        Send the link again
      </ActButton>
    </Notice>
  );
}
