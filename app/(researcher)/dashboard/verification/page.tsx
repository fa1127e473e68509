import type { Metadata } from "next";
import { researcherContext } from "@/app/_pages/researcher-context";
import { EditorSection } from "@/components/availability/editor/editor-section";
import { pageZone } from "@/components/site/page-zone";
import { Badge } from "@/components/ui/badge";
import { Page, PageHeading } from "@/components/ui/page";
import { getOwnVerification, type OwnVerification } from "@/lib/verification/get-own-verification";
import { AddressSection } from "./address-section";
import { OrcidSection } from "./orcid-section";
import { ProvedList } from "./proved-list";

export const metadata: Metadata = { title: "Verification" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** What is proved of a researcher, and the ways to prove it. */
export default async function VerificationPage({ searchParams }: Props) {
  const ctx = await researcherContext("/dashboard/verification");
  const { orcid } = await searchParams;
  const [own, zone] = await Promise.all([getOwnVerification(ctx), pageZone(ctx.actor)]);
  return (
    <Page>
      <PageHeading title="Verification">
        {own.verified ? <Badge tone="accent">Verified</Badge> : <Badge>Not verified</Badge>}
      </PageHeading>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-12">
        <Proved own={own} zone={zone} />
        <AddressSection own={own} accountEmail={ctx.actor.email} zone={zone} />
        {(own.isOrcidOffered || own.connectedOrcid) && (
          <OrcidSection own={own} outcome={typeof orcid === "string" ? orcid : null} />
        )}
      </div>
    </Page>
  );
}

function Proved({ own, zone }: { own: OwnVerification; zone: string }) {
  return (
    <EditorSection
      id="proved"
      title="What readers see"
      lead="“Verified” stands beside your name once you have proved one of these, with what it was and when."
    >
      <ProvedList proofs={own.proofs} zone={zone} />
    </EditorSection>
  );
}
