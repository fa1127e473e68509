import type { Metadata } from "next";
import { sendLink } from "@/app/_actions/send-link";
import { ConfirmYourAddress } from "@/components/auth/confirm-your-address";
import { JoinForm } from "@/components/membership/join-form";
import { declineWords } from "@/components/payments/decline-words";
import { pageZone } from "@/components/site/page-zone";
import { LinkButton } from "@/components/ui/button";
import { classes } from "@/components/ui/classes";
import { Money } from "@/components/ui/money";
import { Page, PageHeading } from "@/components/ui/page";
import { pageContext } from "@/lib/auth/current-context";
import { withReturnTo } from "@/lib/auth/return-to";
import { findCurrent } from "@/lib/membership/find-subscription";
import { isLive, type Subscription } from "@/lib/membership/states";
import type { UserActor } from "@/lib/platform/context";
import { env } from "@/lib/platform/env";
import { openPayment, settle } from "./actions";
import { Benefits } from "./benefits";
import { Ended, Standing } from "./standing";

export const metadata: Metadata = {
  title: "Membership",
  description:
    "Pay less for every session on Colloquy, and invite as many researchers as you like.",
  alternates: { canonical: "/membership" },
};

const PATH = "/membership";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** What a membership gives, and the way in; for a member, how it stands and the way out. */
export default async function MembershipPage({ searchParams }: Props) {
  const { paid, problem, intent } = await searchParams;
  const { actor, db } = await pageContext();
  const zone = await pageZone(actor);
  const current = actor.kind === "user" ? await findCurrent(db, actor.id) : undefined;
  const member = current && isLive(current.state) ? current : null;
  const isOwed = member?.state === "past_due" && member.openInvoiceId !== null;
  const form = actor.kind === "user" && actor.emailVerified && (!member || isOwed) && (
    <Join
      actor={actor}
      member={member}
      problem={typeof problem === "string" ? declineWords({ code: problem }) : null}
      pendingIntentId={typeof intent === "string" ? intent : null}
    />
  );
  return (
    <Page>
      <PageHeading title="Membership">
        <Money cents={member?.priceCents ?? env().MEMBERSHIP_PRICE_CENTS} /> a month, for people who
        talk to researchers often.
      </PageHeading>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-x-16 gap-y-10 lg:grid-cols-[minmax(0,1fr)_28rem]">
        <Benefits />
        <section
          aria-label={member ? "Your membership" : "Join"}
          className={classes(
            "grid gap-6 rounded border bg-raised p-5 sm:p-6",
            // Who is a member knows what it gives: how it stands comes first on a phone.
            member && "order-first lg:order-none",
          )}
        >
          {member && (
            <Standing member={member} zone={zone} hasJustPaid={paid === "1"}>
              {form}
            </Standing>
          )}
          {current && !member && <Ended former={current} zone={zone} />}
          {actor.kind !== "user" && <SignIn />}
          {actor.kind === "user" && !actor.emailVerified && (
            <ConfirmYourAddress email={actor.email} sendLink={sendLink.bind(null, PATH)} />
          )}
          {!member && form}
        </section>
      </div>
    </Page>
  );
}

function SignIn() {
  return (
    <>
      <p>Join with your account on Colloquy. If you have none, make one in a minute.</p>
      <div className="flex flex-wrap gap-3">
        <LinkButton href={withReturnTo("/sign-in", PATH)}>Sign in to join</LinkButton>
        <LinkButton href={withReturnTo("/sign-up", PATH)} variant="secondary">
          Make an account
        </LinkButton>
      </div>
    </>
  );
}

type JoinProps = {
  actor: UserActor;
  member: Subscription | null;
  problem: string | null;
  pendingIntentId: string | null;
};

function Join({ actor, member, problem, pendingIntentId }: JoinProps) {
  const settings = env();
  return (
    <JoinForm
      isRenewal={member !== null}
      amountCents={member?.priceCents ?? settings.MEMBERSHIP_PRICE_CENTS}
      currency={member?.currency ?? "usd"}
      payer={{ name: actor.name, email: actor.email }}
      stripe={{
        publishableKey: settings.STRIPE_PUBLISHABLE_KEY,
        scriptUrl: settings.STRIPE_JS_URL ?? null,
      }}
      returnUrl={new URL(`${PATH}/return`, settings.APP_URL).href}
      problem={problem}
      pendingIntentId={pendingIntentId}
      open={openPayment}
      settle={settle}
    />
  );
}
