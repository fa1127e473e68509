import { Avatar } from "@/components/ui/avatar";
import { Rating } from "@/components/ui/rating";
import { proofSentence } from "@/components/verification/proof-words";
import { VerifiedMark } from "@/components/verification/verified-mark";
import type { Paper } from "@/lib/papers/paper";
import type { Researcher } from "@/lib/researchers/researcher";
import type { Proof } from "@/lib/verification/proofs-of";

/** Who this is, at a glance; and that they wrote the paper the reader comes from. */
export function ProfileHead({
  researcher,
  paper,
  proofs,
  zone,
}: {
  researcher: Researcher;
  paper: Paper | null;
  proofs: Proof[];
  zone: string;
}) {
  const { name, avatarUrl, position, affiliation, orcid } = researcher;
  return (
    <header>
      <div className="flex flex-col gap-x-6 gap-y-4 sm:flex-row sm:items-center">
        <Avatar name={name} src={avatarUrl} size="large" />
        <div className="min-w-0">
          <h1 className="text-28 sm:text-40">{name}</h1>
          <p className="mt-1 text-17 text-muted">
            {[position, affiliation].filter(Boolean).join(", ")}
          </p>
          <p className="mt-1.5 flex flex-wrap items-baseline gap-x-4 gap-y-1 text-15">
            {proofs.length > 0 && <VerifiedMark />}
            {researcher.ratingCount > 0 && (
              <a href="#reviews" className="hover:text-accent">
                <Rating average={researcher.ratingAverage} count={researcher.ratingCount} />
              </a>
            )}
            {orcid && (
              <a href={`https://orcid.org/${orcid}`} rel="noopener" className="link text-13">
                ORCID {orcid}
              </a>
            )}
          </p>
          {proofs.map((proof) => (
            <p key={proof.kind} className="mt-1 text-13 text-muted">
              {proofSentence(proof, zone)}
            </p>
          ))}
        </div>
      </div>
      {paper && (
        <p className="mt-6 border-l-2 border-l-accent pl-4">
          <span className="text-muted">Author of </span>
          <cite className="text-17">{paper.title}</cite>
          {paper.year && <span className="text-muted"> ({paper.year})</span>}
        </p>
      )}
    </header>
  );
}
