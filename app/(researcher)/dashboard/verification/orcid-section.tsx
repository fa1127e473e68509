import { DisconnectOrcid } from "@/components/auth/disconnect-orcid";
import { OrcidLink } from "@/components/auth/orcid-link";
import { OrcidNotice } from "@/components/auth/orcid-notice";
import { EditorSection } from "@/components/availability/editor/editor-section";
import { ActButton } from "@/components/forms/act-button";
import { Notice } from "@/components/ui/notice";
import type { OwnVerification } from "@/lib/verification/get-own-verification";
import { disconnect, lookAgain } from "./actions";

/** Proving authorship by signing in at ORCID. */
export function OrcidSection({ own, outcome }: { own: OwnVerification; outcome: string | null }) {
  const { connectedOrcid, profileOrcid } = own;
  const isProved = own.proofs.some(({ kind }) => kind === "orcid");
  return (
    <EditorSection
      id="orcid"
      title="Your ORCID iD"
      lead="Sign in at ORCID to prove your iD. It verifies your profile when one of your papers names it, or your profile was found by it. You can then sign in here with it too."
    >
      <div className="grid max-w-reading grid-cols-[minmax(0,1fr)] gap-6">
        {outcome && !["proved", "connected"].includes(outcome) && <OrcidNotice outcome={outcome} />}
        {connectedOrcid ? (
          <Connected orcid={connectedOrcid} isProved={isProved} />
        ) : (
          <>
            {profileOrcid && (
              <p>
                Your profile belongs to the iD <span className="tabular">{profileOrcid}</span>.
              </p>
            )}
            <div>
              <OrcidLink purpose="connect">Sign in at ORCID</OrcidLink>
            </div>
          </>
        )}
      </div>
    </EditorSection>
  );
}

function Connected({ orcid, isProved }: { orcid: string; isProved: boolean }) {
  return (
    <>
      {isProved ? (
        <Notice tone="success" title={`${orcid} is connected`}>
          It verifies your profile, and you can sign in with it.
        </Notice>
      ) : (
        <Notice tone="waiting" title={`${orcid} is connected, and proves nothing yet`}>
          You can sign in with it. None of the papers on your profile names it; once one does, look
          again.
        </Notice>
      )}
      <div className="flex flex-wrap items-start gap-3">
        {!isProved && (
          <ActButton
            variant="secondary"
            action={lookAgain}
            pendingLabel="Looking"
            done="Still none of your papers names it."
          >
            Look again
          </ActButton>
        )}
        <DisconnectOrcid action={disconnect} />
      </div>
    </>
  );
}
