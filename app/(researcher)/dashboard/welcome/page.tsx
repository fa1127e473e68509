import type { Metadata } from "next";
import { researcherContext } from "@/app/_pages/researcher-context";
import { LinkButton } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { Page, PageHeading } from "@/components/ui/page";
import { getPayoutAccount } from "@/lib/payments/payouts/get-payout-account";
import { getOwnProfile } from "@/lib/profiles/get-own-profile";
import { findWaitingClaim } from "@/lib/registration/requests/find-waiting-claim";
import { Publishing } from "../profile/publishing";

export const metadata: Metadata = { title: "Welcome" };

/** Where registering ends: what is there, and what comes next. */
export default async function WelcomePage() {
  const ctx = await researcherContext("/dashboard/welcome");
  const [profile, account, claimed] = await Promise.all([
    getOwnProfile(ctx),
    getPayoutAccount(ctx),
    findWaitingClaim(ctx, ctx.actor.researcherId),
  ]);
  const hasHours = !profile.missing.includes("hours");
  return (
    <Page width="reading">
      <PageHeading title={`Welcome, ${profile.name}`}>
        Your profile is made. This is what comes next.
      </PageHeading>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-10">
        {profile.timeZoneAssumed && (
          <Notice tone="waiting" title="Your hours are on the clock of UTC">
            Nobody has said which time zone they are in.{" "}
            <Link href="/dashboard/availability" className="link">
              Choose yours
            </Link>{" "}
            before readers book.
          </Notice>
        )}
        {claimed && (
          <Notice tone="waiting" title={`Somebody looks at the papers of ${claimed}`}>
            We had collected them, and your address alone does not show that they are yours. Once it
            is decided, they stand on your profile, and you get a mail.
          </Notice>
        )}
        <Publishing profile={profile} />
        <section aria-labelledby="payouts" className="grid gap-4 border-t pt-8">
          <h2 id="payouts" className="text-21">
            {account.state === "ready" ? "You can be paid" : "Set up how you are paid"}
          </h2>
          <p className="max-w-reading text-muted">
            {account.state === "ready"
              ? "What you earn goes out by itself, two days after each session."
              : "You can take bookings without it, and what you earn is kept for you. It takes about five minutes at Stripe, who pays for us."}
          </p>
          <div>
            <LinkButton href="/dashboard/earnings" variant="secondary">
              {account.state === "ready" ? "See your earnings" : "Set up payouts"}
            </LinkButton>
          </div>
        </section>
        <section aria-labelledby="hours" className="grid gap-4 border-t pt-8">
          <h2 id="hours" className="text-21">
            {hasHours ? "Your hours are open" : "Open your hours"}
          </h2>
          <p className="max-w-reading text-muted">
            {hasHours
              ? "See them as readers do, and say how much notice you need, whether you answer each request yourself, and when you are away."
              : "Readers can book you once you have opened some."}
          </p>
          <div>
            <LinkButton href="/dashboard/availability" variant="secondary">
              {hasHours ? "Look at your availability" : "Open hours"}
            </LinkButton>
          </div>
        </section>
      </div>
    </Page>
  );
}
