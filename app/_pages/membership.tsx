import { LocalWhen } from "@/components/site/local-when";
import { LinkButton } from "@/components/ui/button";
import { isLive, type Subscription } from "@/lib/membership/states";

/** How somebody's membership stands, in a sentence, and the way to its page. */
export function Membership({ current, zone }: { current: Subscription | undefined; zone: string }) {
  const member = current && isLive(current.state) ? current : null;
  return (
    <>
      <p className="text-muted">
        {member ? <Words member={member} zone={zone} /> : "You are not a member at present."}
      </p>
      <div>
        <LinkButton href="/membership" variant="secondary">
          {member ? "See your membership" : "See what it gives"}
        </LinkButton>
      </div>
    </>
  );
}

function Words({ member, zone }: { member: Subscription; zone: string }) {
  if (member.state === "past_due") {
    return "You are a member, and this month’s payment has failed: pay it to stay one.";
  }
  const at = member.endsAt ?? member.periodEndsAt;
  return (
    <>
      You are a member. Your membership {member.endsAt ? "ends" : "renews"} on{" "}
      <LocalWhen at={at} zone={zone} format="date" />.
    </>
  );
}
