import { type StepLink, StepsLine } from "@/components/registration/steps-line";
import { Notice } from "@/components/ui/notice";
import { Page, PageHeading } from "@/components/ui/page";
import type { Ctx } from "@/lib/platform/context";
import type { Registrant } from "@/lib/registration/registrant";
import { STEPS, type Step } from "@/lib/registration/registration-input";
import { type Progress, readProgress } from "@/lib/registration/steps";
import type { Way } from "./current-registrant";
import { HoursOf } from "./hours-of";
import { ProfileOf } from "./profile-of";
import { RateOf } from "./rate-of";
import { TermsOf } from "./terms-of";

export type StepProps = { ctx: Ctx; way: Way; registrant: Registrant; progress: Progress };

export type AnyStep = Step | "terms";

const pages: Record<AnyStep, { label: string; title: string; lead: string }> = {
  profile: {
    label: "Profile",
    title: "What readers see of you",
    lead: "All of it can be changed later. Each step is kept when you go on, so you can close this page and come back.",
  },
  rate: {
    label: "Rate",
    title: "What an hour with you costs",
    lead: "You can change it whenever you like.",
  },
  hours: {
    label: "Hours",
    title: "When you can be booked",
    lead: "The hours of a usual week. Single dates, time off and journeys can be set once you are in.",
  },
  terms: {
    label: "Terms",
    title: "Look once more, and agree",
    lead: "Nothing is shown to readers before you have done this.",
  },
};

export const isStep = (text: string): text is AnyStep => Object.hasOwn(pages, text);

export const titleOf = (step: AnyStep): string => pages[step].title;

/** One step on the way to a profile, the same by either way in. */
export async function RegistrationStep({
  ctx,
  way,
  registrant,
  step,
}: Omit<StepProps, "progress"> & { step: AnyStep }) {
  const progress = await readProgress(ctx.db, registrant.email);
  const { title, lead } = pages[step];
  const props = { ctx, way, registrant, progress };
  const { actor } = ctx;
  const isOther =
    actor.kind === "user" && actor.email.toLowerCase() !== registrant.email.toLowerCase();
  return (
    <Page>
      <StepsLine steps={linksOf(way, step, progress)} />
      <PageHeading title={title}>{lead}</PageHeading>
      {isOther && (
        <Notice
          className="mb-8 max-w-reading"
          title={`This profile will belong to ${registrant.email}`}
        >
          You are signed in as {actor.email}. The invitation was sent to the other address, and the
          profile belongs to that one’s account.
        </Notice>
      )}
      {step === "profile" && <ProfileOf {...props} />}
      {step === "rate" && <RateOf {...props} />}
      {step === "hours" && <HoursOf {...props} />}
      {step === "terms" && <TermsOf {...props} />}
    </Page>
  );
}

function linksOf(way: Way, current: AnyStep, { versions }: Progress): StepLink[] {
  const isReady = STEPS.every((step) => versions[step] > 0);
  return [...STEPS, "terms" as const].map((step) => {
    const isSaved = step === "terms" ? isReady : versions[step] > 0;
    const state = step === current ? "current" : isSaved ? "done" : "ahead";
    return { href: `/${way}/${step}`, label: pages[step].label, state };
  });
}
