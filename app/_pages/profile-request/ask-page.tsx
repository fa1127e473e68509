import { notFound } from "next/navigation";
import type { PostedAction } from "@/components/forms/use-posted-form";
import { AskForm } from "@/components/registration/ask-form";
import { LinkButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Page, PageHeading } from "@/components/ui/page";
import { anonymousContext } from "@/lib/auth/current-context";
import { env } from "@/lib/platform/env";
import { findResearcherBySlug } from "@/lib/researchers/get-researcher";
import { askForClaim, askForRemoval } from "./actions";

export type Search = Promise<Record<string, string | string[] | undefined>>;

type Words = {
  title: (name: string) => string;
  lead: string;
  label: string;
  proof: string;
  action: PostedAction;
};

const words: Record<"claim" | "removal", Words> = {
  claim: {
    title: (name) => `Are you ${name}?`,
    lead: "Then this profile is yours to take over. We mail you a link that shows the address is yours; no account is needed before that.",
    label: "Send me the link",
    proof:
      "The profile is yours at once when the address is one at the institution that it names, with your name in it, or the one that its papers give. With any other address a person looks at it first, which takes a few days.",
    action: askForClaim,
  },
  removal: {
    title: (name) => `Remove the profile of ${name}`,
    lead: "If it is about you, we take it down for good. We mail you a link that shows the address is yours; no account is needed.",
    label: "Send me the link",
    proof:
      "It is removed at once when the address is one at the institution that the profile names, with your name in it, or the one that its papers give. With any other address a person looks at it before it is removed, so that nobody can have somebody else removed; until then it is hidden when the address is one at the institution.",
    action: askForRemoval,
  },
};

/** Where somebody asks for a collected profile, to have it or to have it removed, without an account. */
export async function AskPage({ kind, search }: { kind: "claim" | "removal"; search: Search }) {
  const { researcher: slug } = await search;
  const profile =
    typeof slug === "string" ? await findResearcherBySlug(anonymousContext(), slug) : null;
  if (!profile) notFound();
  if (profile.standing !== "unclaimed") return <Owned slug={profile.slug} name={profile.name} />;
  const { title, lead, label, proof, action } = words[kind];
  return (
    <Page width="form">
      <PageHeading title={title(profile.name)}>{lead}</PageHeading>
      <div className="grid gap-8">
        <AskForm
          slug={profile.slug}
          label={label}
          hint={
            profile.affiliation
              ? `Best one at ${profile.affiliation}.`
              : "Best one that your papers or your institution’s pages show."
          }
          done="If this address can get mail, the link is on its way. It works for three days."
          action={action}
        />
        <div className="grid gap-3 border-t pt-6 text-15 text-muted">
          <p>{proof}</p>
          {kind === "removal" && (
            <p>
              What goes: the profile, its links to papers, and every invitation that is still open.
              What stays: that no profile is to be made of you again, kept as a code from which
              nobody can read who you are. Papers keep their authors’ names as printed.
            </p>
          )}
          <p>
            None of your addresses gets mail, or you need help? Write to{" "}
            <a className="link wrap-anywhere" href={`mailto:${env().ADMIN_EMAIL}`}>
              {env().ADMIN_EMAIL}
            </a>
            .
          </p>
        </div>
      </div>
    </Page>
  );
}

function Owned({ slug, name }: { slug: string; name: string }) {
  return (
    <Page width="form">
      <PageHeading title="This profile has an owner" />
      <div className="grid gap-6">
        <Notice>
          The profile of {name} belongs to an account. If it is yours, sign in: you can change it,
          hide it, or have it deleted. If somebody else uses your name, write to{" "}
          <a className="link wrap-anywhere" href={`mailto:${env().ADMIN_EMAIL}`}>
            {env().ADMIN_EMAIL}
          </a>
          .
        </Notice>
        <div className="flex flex-wrap gap-3">
          <LinkButton href="/sign-in?return_to=/dashboard">Sign in</LinkButton>
          <LinkButton href={`/researchers/${slug}`} variant="secondary">
            See the profile
          </LinkButton>
        </div>
      </div>
    </Page>
  );
}
