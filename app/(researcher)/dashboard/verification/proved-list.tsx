import { proofSentence } from "@/components/verification/proof-words";
import type { OwnProof } from "@/lib/verification/get-own-verification";

const endsWith: Record<OwnProof["kind"], string> = {
  institution_email: "Ends when you change your name or affiliation.",
  orcid: "Ends when you change your name or disconnect your iD.",
};

export function ProvedList({ proofs, zone }: { proofs: OwnProof[]; zone: string }) {
  if (proofs.length === 0)
    return <p className="border-y py-4 text-muted">Nothing yet: your name stands alone.</p>;
  return (
    <ul className="divide-y border-y">
      {proofs.map((proof) => (
        <li key={proof.kind} className="grid gap-1 py-4">
          <p className="font-medium">{proofSentence(proof, zone)}</p>
          <p className="text-13 text-muted">
            {proof.address && (
              <span className="wrap-anywhere">{proof.address}, which only you see. </span>
            )}
            {endsWith[proof.kind]}
          </p>
        </li>
      ))}
    </ul>
  );
}
