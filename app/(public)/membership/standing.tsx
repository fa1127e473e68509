import type { ReactNode } from "react";
import { ActButton } from "@/components/forms/act-button";
import { ConfirmDialog } from "@/components/forms/confirm-dialog";
import { LocalWhen } from "@/components/site/local-when";
import { DataList } from "@/components/ui/data-list";
import { Money } from "@/components/ui/money";
import { Notice } from "@/components/ui/notice";
import type { Subscription } from "@/lib/membership/states";
import { cancel, resume } from "./actions";

type StandingProps = {
  member: Subscription;
  zone: string;
  hasJustPaid: boolean;
  /** The payment of a renewal that has failed. */
  children: ReactNode;
};

/** How a membership stands, and what its member can do about it. */
export function Standing({ member, zone, hasJustPaid, children }: StandingProps) {
  const isLate = member.state === "past_due";
  return (
    <>
      {hasJustPaid && !isLate && !member.endsAt && (
        <Notice tone="success" title="Thank you. You are a member." live>
          A mail with the details is on its way to you.
        </Notice>
      )}
      {isLate && <Late member={member} zone={zone} />}
      {children}
      <div>
        <h2 className="mb-3 text-21">{isLate ? "Your membership" : "You are a member"}</h2>
        <DataList
          rows={[
            ["Since", <LocalWhen key="since" at={member.startedAt} zone={zone} format="date" />],
            member.endsAt
              ? ["Ends on", <LocalWhen key="ends" at={member.endsAt} zone={zone} format="date" />]
              : !isLate && [
                  "Renews on",
                  <LocalWhen key="renews" at={member.periodEndsAt} zone={zone} format="date" />,
                ],
            [
              "Price",
              <span key="price">
                <Money cents={member.priceCents} /> a month
              </span>,
            ],
          ]}
        />
      </div>
      {member.endsAt ? (
        <Resume member={member} zone={zone} />
      ) : (
        <Cancel member={member} zone={zone} />
      )}
    </>
  );
}

function Late({ member, zone }: Pick<StandingProps, "member" | "zone">) {
  const title = member.needsAction
    ? "Your bank asks you to confirm this month’s payment"
    : "This month’s payment has failed";
  return (
    <Notice tone="failure" title={title}>
      {member.openInvoiceId ? "Pay below, with the same card or another one. " : ""}
      Your membership goes on for now.{" "}
      {member.retryAt ? (
        <>
          Otherwise we try your card again on{" "}
          <LocalWhen at={member.retryAt} zone={zone} format="date" />, and after a few attempts the
          membership ends.
        </>
      ) : (
        "If it is not paid, it ends."
      )}
    </Notice>
  );
}

function Resume({ member, zone }: Pick<StandingProps, "member" | "zone">) {
  return (
    <div className="grid gap-4">
      <p>
        You have canceled. Until it ends you keep the benefits, and nothing more is charged. If you
        resume, it renews on <LocalWhen at={member.periodEndsAt} zone={zone} format="date" /> for{" "}
        <Money cents={member.priceCents} />.
      </p>
      <ActButton pendingLabel="Resuming" action={resume.bind(null, member.id)}>
        Resume the membership
      </ActButton>
    </div>
  );
}

function Cancel({ member, zone }: Pick<StandingProps, "member" | "zone">) {
  return (
    <div>
      <ConfirmDialog
        label="Cancel the membership"
        title="Cancel your membership?"
        confirmLabel="Cancel it"
        pendingLabel="Canceling"
        keepLabel="Keep it"
        action={cancel.bind(null, member.id)}
      >
        {member.state === "past_due" ? (
          <p>
            It ends now, because this month is not paid. Nothing more is charged. The sessions that
            you have booked stay as they are.
          </p>
        ) : (
          <p>
            It ends on <LocalWhen at={member.periodEndsAt} zone={zone} format="date" />; until then
            you keep the benefits. Nothing more is charged. The sessions that you have booked stay
            as they are.
          </p>
        )}
      </ConfirmDialog>
    </div>
  );
}

/** To whoever was a member once; an attempt that was never paid is none. */
export function Ended({ former, zone }: { former: Subscription; zone: string }) {
  if (!former.endedAt || former.state === "incomplete_expired") return null;
  return (
    <Notice title="Your membership has ended">
      It ended on <LocalWhen at={former.endedAt} zone={zone} format="date" />. You can join again.
    </Notice>
  );
}
