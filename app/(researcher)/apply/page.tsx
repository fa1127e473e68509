import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { LinkButton } from "@/components/ui/button";
import { Page, PageHeading } from "@/components/ui/page";
import { pageContext } from "@/lib/auth/current-context";
import { withReturnTo } from "@/lib/auth/return-to";
import { env } from "@/lib/platform/env";
import { nextStep, readProgress } from "@/lib/registration/steps";

export const metadata: Metadata = {
  title: "For researchers",
  description: "Let readers of your papers book an hour with you.",
  alternates: { canonical: "/apply" },
};

/** What a researcher without an invitation is told first; whoever is signed in goes on to the steps. */
export default async function ApplyPage() {
  const { actor, db } = await pageContext();
  if (actor.kind === "user") {
    if (actor.researcherId !== null) redirect("/dashboard");
    if (!actor.emailVerified) redirect(withReturnTo("/verify-email", "/apply"));
    redirect(`/apply/${nextStep(await readProgress(db, actor.email))}`);
  }
  return (
    <Page width="reading">
      <PageHeading title="Let readers of your papers book an hour with you">
        Somebody who has read your paper asks what only its author can answer, and pays for your
        time.
      </PageHeading>
      <div className="grid gap-6 text-17">
        <p>
          You set your rate and your hours, and say yes to each request or let readers book at once.
          The meeting is made for you, and you are paid two days after it. Colloquy keeps{" "}
          {env().PLATFORM_FEE_PERCENT}&#8239;% of the price, and nothing else costs you anything.
        </p>
        <p>
          It takes four short steps: your profile, your rate, your hours, and the terms. Use the
          address at your institution if you have one, so that your papers and the mark “verified”
          find you sooner.
        </p>
        <div className="flex flex-wrap gap-3">
          <LinkButton href={withReturnTo("/sign-up", "/apply")}>Create an account</LinkButton>
          <LinkButton href={withReturnTo("/sign-in", "/apply")} variant="secondary">
            Sign in
          </LinkButton>
        </div>
      </div>
    </Page>
  );
}
