import { formatDate } from "@/components/ui/format-when";
import type { Proof } from "@/lib/verification/proofs-of";

/** "Address at King's College London confirmed on Tuesday 3 November 2026": what was proved, how, and when. */
export function proofSentence({ kind, subject, provedAt }: Proof, zone: string): string {
  const day = formatDate(provedAt, zone, { year: true });
  return kind === "institution_email"
    ? `Address at ${subject} confirmed on ${day}`
    : `ORCID iD ${subject} confirmed by signing in at ORCID on ${day}`;
}
