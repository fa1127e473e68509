import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { invitedRegistrant } from "@/app/_pages/registration/current-registrant";
import { isStep, RegistrationStep, titleOf } from "@/app/_pages/registration/registration-step";
import { LinkButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Page, PageHeading } from "@/components/ui/page";
import { pageContext } from "@/lib/auth/current-context";

type Props = { params: Promise<{ step: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { step } = await params;
  return { title: isStep(step) ? titleOf(step) : "Register", referrer: "same-origin" };
}

/** A step of whoever has followed an invitation, or the link of a granted claim. */
export default async function RegisterPage({ params }: Props) {
  const { step } = await params;
  if (!isStep(step)) notFound();
  const ctx = await pageContext();
  const reading = await invitedRegistrant(ctx);
  if (reading.state === "live")
    return (
      <RegistrationStep ctx={ctx} way="register" registrant={reading.registrant} step={step} />
    );
  // Another tab has finished it.
  if (reading.state === "used" && ctx.actor.kind === "user" && ctx.actor.researcherId !== null)
    redirect("/dashboard/welcome");
  return <NoInvitation state={reading.state} />;
}

const words = {
  none: "Your invitation’s link leads here with what this page needs. Open it from the mail, in this browser.",
  foreign:
    "Part of the link is missing, or it is not one of ours. Open it once more from the mail.",
  used: "It was used already, and each invitation makes one profile. Sign in to go on with yours.",
  expired:
    "It worked for 30 days. You can join without it; what readers have asked you is still there.",
  declined: "It was declined, or its profile is gone. You can join all the same.",
};

function NoInvitation({ state }: { state: keyof typeof words }) {
  return (
    <Page width="form">
      <PageHeading
        title={state === "none" ? "Open your invitation" : "This invitation no longer works"}
      />
      <div className="grid gap-6">
        <Notice tone={state === "none" ? "info" : "failure"}>{words[state]}</Notice>
        <div className="flex flex-wrap gap-3">
          {state === "used" ? (
            <LinkButton href="/sign-in?return_to=/dashboard">Sign in</LinkButton>
          ) : (
            <LinkButton href="/apply">Join without an invitation</LinkButton>
          )}
        </div>
      </div>
    </Page>
  );
}
