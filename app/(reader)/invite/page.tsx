import type { Metadata } from "next";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { type SignedInCtx, verifiedPageContext } from "@/app/_pages/signed-in-context";
import { InviteForm } from "@/components/outreach/invite-form";
import { Citation } from "@/components/researchers/citation";
import { pageZone } from "@/components/site/page-zone";
import { LinkButton } from "@/components/ui/button";
import { formatDate } from "@/components/ui/format-when";
import { Page, PageHeading } from "@/components/ui/page";
import { NOTE_MAX } from "@/lib/outreach/outreach-input";
import { type OutreachPreview, previewOutreach } from "@/lib/outreach/preview-outreach";
import { DomainError } from "@/lib/platform/errors";
import { getResearcher } from "@/lib/researchers/get-researcher";
import { sendInvite } from "./actions";
import { WhichPaper } from "./which-paper";

export const metadata: Metadata = { title: "Invite a researcher", robots: { index: false } };

type Search = Promise<Record<string, string | string[] | undefined>>;

const textOf = (value: string | string[] | undefined) =>
  typeof value === "string" && value !== "" ? value : undefined;

/** Asks for somebody who is not here yet; what they will be sent is told before. */
export default async function InvitePage({ searchParams }: { searchParams: Search }) {
  const search = await searchParams;
  const researcherId = textOf(search.researcher);
  const paperId = textOf(search.paper) ?? "";
  const asked = { ...(researcherId && { researcher: researcherId }), paper: paperId };
  const ctx = await verifiedPageContext(`/invite?${new URLSearchParams(asked)}`);
  if (researcherId && !paperId) {
    const researcher = await getResearcher(ctx, researcherId).catch(noneOf);
    if (researcher && researcher.standing !== "unclaimed")
      redirect(`/researchers/${researcher.slug}`);
    if (researcher && researcher.papers.length > 0) return <WhichPaper researcher={researcher} />;
  }
  const preview = await previewOf(ctx, { researcherId, paperId });
  if (typeof preview === "string") return <Refused title={preview} />;
  const { researcher, paper } = preview;
  if (researcher && researcher.standing !== "unclaimed")
    redirect(`/researchers/${researcher.slug}?paper=${paper.id}`);
  const who = researcher?.name ?? "the author";
  const problem = problemOf(preview, who, await pageZone(ctx.actor));
  return (
    <Page>
      <PageHeading title={researcher ? `Invite ${researcher.name}` : "Invite the author"}>
        {researcher?.affiliation}
      </PageHeading>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-x-16 gap-y-10 lg:grid-cols-[minmax(0,1fr)_26rem]">
        <div className="grid gap-8">
          <section aria-labelledby="about-heading">
            <h2 id="about-heading" className="mb-3 border-b pb-3 text-21">
              About this paper
            </h2>
            <Citation paper={paper} />
          </section>
          <WhatIsSent readerName={ctx.actor.name} paperTitle={paper.title} who={who} />
        </div>
        <section aria-labelledby="invite-heading" className="rounded border bg-raised p-5 sm:p-6">
          <h2 id="invite-heading" className="mb-4 text-21">
            {problem ? problem.title : "Your invitation"}
          </h2>
          {problem ? (
            <div className="grid gap-4 text-15">{problem.body}</div>
          ) : (
            <>
              <InviteForm
                who={who}
                needsAddress={preview.needsAddress}
                noteMaximum={NOTE_MAX}
                action={sendInvite.bind(null, { researcherId, paperId: paper.id })}
              />
              <p className="mt-4 text-13 text-muted">
                <Count preview={preview} />
              </p>
            </>
          )}
        </section>
      </div>
    </Page>
  );
}

function noneOf(error: unknown): null {
  if (error instanceof DomainError && error.code === "NOT_FOUND") return null;
  throw error;
}

async function previewOf(
  ctx: SignedInCtx,
  asked: { researcherId: string | undefined; paperId: string },
): Promise<OutreachPreview | string> {
  try {
    return await previewOutreach(ctx, asked);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return refusals[error.code] ?? "This researcher cannot be invited about this paper";
  }
}

const refusals: Partial<Record<DomainError["code"], string>> = {
  NOT_FOUND: "This link does not lead to an author of a paper",
  OWN_PROFILE: "This is your own profile",
};

function Refused({ title }: { title: string }) {
  return (
    <Page width="reading">
      <PageHeading title={title}>
        Look for the paper you would like to talk about, and choose one of its authors.
      </PageHeading>
      <LinkButton href="/researchers">Find a paper or a researcher</LinkButton>
    </Page>
  );
}

/** What the researcher will read, before anything is pressed. */
function WhatIsSent(props: { readerName: string; paperTitle: string; who: string }) {
  return (
    <section aria-labelledby="sent-heading">
      <h2 id="sent-heading" className="mb-3 border-b pb-3 text-21">
        What we send
      </h2>
      <blockquote className="max-w-reading border-l-2 pl-4">
        <p className="font-medium">
          {props.readerName} would like to talk with you about “{props.paperTitle}”
        </p>
        <p className="mt-2 text-muted">
          {props.readerName} has read your work and asks for an hour of your time on Colloquy, about
          this paper. You set your hours and your rate, they pay beforehand, and you meet by video.
        </p>
        <p className="mt-2 text-muted">Your note, if you write one.</p>
      </blockquote>
      <p className="mt-4 max-w-reading text-15 text-muted">
        One mail, and one reminder a week later. It says where the address came from, and lets them
        decline, or leave for good. Your own address is not in it.
      </p>
    </section>
  );
}

function Count({ preview: { allowance, standing } }: { preview: OutreachPreview }) {
  const joined =
    standing?.kind === "open"
      ? "Somebody has invited them already: your request joins that invitation, and no second mail goes out before the reminder. "
      : "";
  const { limit, used } = allowance;
  if (limit === null) return joined || "As a member you can invite as many as you like.";
  return `${joined}${used} of ${limit} invitations used this month.`;
}

type Problem = { title: string; body: ReactNode };

/** What stands in the way, better told at once than refused later. */
function problemOf(preview: OutreachPreview, who: string, zone: string): Problem | null {
  const { hasAsked, standing, allowance } = preview;
  const list = (
    <div>
      <LinkButton href="/invitations" variant="secondary">
        See your invitations
      </LinkButton>
    </div>
  );
  if (hasAsked)
    return {
      title: "You have asked already",
      body: (
        <>
          <p className="text-muted">We tell you by mail when {who} joins.</p>
          {list}
        </>
      ),
    };
  if (standing?.kind === "closed")
    return {
      title: "They cannot be invited now",
      body: (
        <p className="text-muted">
          {standing.until
            ? `${who} was asked before and is left in peace until ${formatDate(standing.until, zone)}. You can ask then.`
            : `${who} has asked us not to write to them.`}
        </p>
      ),
    };
  if (allowance.limit !== null && allowance.used >= allowance.limit)
    return {
      title: `You have used your ${allowance.limit} invitations this month`,
      body: (
        <>
          <p className="text-muted">
            New ones come on {formatDate(allowance.renewsAt, zone)}. Members invite without limit.
          </p>
          <div className="flex flex-wrap gap-3">
            <LinkButton href="/membership">See membership</LinkButton>
          </div>
          {list}
        </>
      ),
    };
  return null;
}
