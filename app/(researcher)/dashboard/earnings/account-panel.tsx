import { LeavingForm } from "@/components/payouts/leaving-form";
import { Notice } from "@/components/ui/notice";
import type { OwnPayoutAccount } from "@/lib/payments/payouts/get-payout-account";
import { PAYOUT_COUNTRIES } from "@/lib/researchers/payout-countries";
import { onboard, openDashboard } from "./actions";

const names = new Intl.DisplayNames("en", { type: "region" });
const nameOf = (code: string) => names.of(code) ?? code;

const countries = PAYOUT_COUNTRIES.map((code) => [code, nameOf(code)] as const).toSorted(
  ([, one], [, other]) => one.localeCompare(other, "en"),
);

type PanelProps = { account: OwnPayoutAccount; isBack: boolean; isOwed: boolean };

/** Whether the researcher can be paid, what is missing where not, and the way on. */
export function AccountPanel({ account, isBack, isOwed }: PanelProps) {
  switch (account.state) {
    case "not_started":
      return (
        <Notice tone="waiting" title="You have no payout account yet">
          <p className="mb-4">
            {isOwed
              ? "What you have earned is kept for you until you have one. "
              : "You can take bookings without one; what you earn is kept for you. "}
            Stripe, who pays for us, asks for your details and a bank account; it takes about five
            minutes.
          </p>
          <LeavingForm
            label="Set up payouts at Stripe"
            countries={countries}
            country={account.country}
            hint="An account belongs to one country for good."
            action={onboard}
          />
        </Notice>
      );
    case "incomplete":
      return (
        <Notice
          tone="waiting"
          title={
            isBack ? "Stripe still needs something from you" : "Your payout account is not finished"
          }
        >
          <Missing missing={account.missing} />
          <LeavingForm
            label="Continue at Stripe"
            {...(!account.hasDashboard && { countries, country: account.country })}
            action={onboard}
          />
        </Notice>
      );
    case "in_review":
      return (
        <Notice tone="waiting" title="Stripe is looking at your details">
          <p className="mb-4">
            Nothing is needed from you. It takes minutes as a rule, and a few days at most; what is
            owed to you goes out by itself afterwards.
          </p>
          <Dashboard account={account} />
        </Notice>
      );
    case "rejected":
      return (
        <Notice tone="failure" title="Stripe has turned your payout account down">
          <p className="mb-4">
            Stripe says why in your dashboard there. What you have earned stays yours and is kept
            until this is settled.
          </p>
          <Dashboard account={account} />
        </Notice>
      );
    case "ready":
      return (
        <Notice tone="success" title={isBack ? "You are all set to be paid" : "You can be paid"}>
          <p className="mb-4">
            Payouts go to your Stripe account{countryWords(account.country)} two days after each
            session, and from there to your bank on its usual schedule.
          </p>
          {account.missing.length > 0 && (
            <>
              <Missing missing={account.missing} />
              <div className="mb-4">
                <LeavingForm label="Add it at Stripe" variant="secondary" action={onboard} />
              </div>
            </>
          )}
          <Dashboard account={account} />
        </Notice>
      );
  }
}

function Missing({ missing }: { missing: string[] }) {
  if (missing.length === 0) return null;
  return (
    <div className="mb-4">
      <p>Stripe still asks for:</p>
      <ul className="mt-1 list-inside list-disc text-ink">
        {missing.map((thing) => (
          <li key={thing}>{thing}</li>
        ))}
      </ul>
    </div>
  );
}

function Dashboard({ account }: { account: OwnPayoutAccount }) {
  if (!account.hasDashboard) return null;
  return (
    <LeavingForm label="Open your Stripe dashboard" variant="secondary" action={openDashboard} />
  );
}

const countryWords = (code: string | null) => (code ? ` (${nameOf(code)})` : "");
