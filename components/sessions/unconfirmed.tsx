import { ActionButton } from "@/components/auth/action-button";
import type { FormResult } from "@/components/forms/form-result";
import { Notice } from "@/components/ui/notice";

type UnconfirmedProps = {
  email: string;
  returnTo: string;
  sendLinkAgain: (values: unknown) => Promise<FormResult>;
};

/** For an account made on the way: it works, but only its owner's mailbox can open it again. */
export function Unconfirmed({ email, returnTo, sendLinkAgain }: UnconfirmedProps) {
  return (
    <Notice tone="waiting" title="Confirm your e-mail and choose a password">
      <p className="mb-3 [overflow-wrap:anywhere]">
        We sent a link to {email}. With it you can come back to your sessions from any browser.
      </p>
      <ActionButton
        label="Send the link again"
        pendingLabel="Sending"
        done={`A new link is on its way to ${email}.`}
        variant="secondary"
        values={{ returnTo }}
        action={sendLinkAgain}
      />
    </Notice>
  );
}
