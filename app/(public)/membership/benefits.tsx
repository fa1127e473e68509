import { Money } from "@/components/ui/money";
import { memberPrice } from "@/lib/membership/member-price";
import { FREE_OUTREACH_REQUESTS } from "@/lib/membership/outreach-allowance";
import { env } from "@/lib/platform/env";

/** An hour with a researcher, as an example of what a member pays. */
const EXAMPLE_CENTS = 150_00;

/** What a membership gives, and its rules, each in a sentence or two. */
export function Benefits() {
  const { fullCents, memberCents } = memberPrice(EXAMPLE_CENTS);
  return (
    <div className="max-w-reading">
      <h2 className="text-21">What it gives</h2>
      <dl className="mt-4 divide-y border-y">
        <div className="py-4">
          <dt className="font-medium">{env().MEMBER_DISCOUNT_PERCENT} % off every session</dt>
          <dd className="mt-1 text-muted">
            An hour at <Money cents={fullCents} /> costs you <Money cents={memberCents} />.
            Researchers are paid as much as without it: the discount comes out of our fee.
          </dd>
        </div>
        <div className="py-4">
          <dt className="font-medium">As many invitations as you like</dt>
          <dd className="mt-1 text-muted">
            Ask researchers who are not on Colloquy yet to join, for any of their papers. Without a
            membership you can invite {FREE_OUTREACH_REQUESTS} a month.
          </dd>
        </div>
      </dl>
      <h2 className="mt-10 text-21">How it works</h2>
      <ul className="mt-4 grid list-disc gap-2 pl-5 text-muted marker:text-outline">
        <li>Your card is charged today, and then on the same day of each month.</li>
        <li>The discount holds for every time that you choose from the moment you join.</li>
        <li>
          Cancel on this page whenever you like. It then lasts to the end of the month that you have
          paid for; a month that has begun is not refunded.
        </li>
      </ul>
    </div>
  );
}
