import { CandidateCard } from "@/components/collection/candidate-card";
import { DecideForm } from "@/components/collection/decide-form";
import { LocalWhen } from "@/components/site/local-when";
import { Badge } from "@/components/ui/badge";
import type { Candidate } from "@/lib/researchers/collection/candidates/list-candidates";
import { decide } from "./actions";

/** Pairs to decide, or that have been decided, side by side. */
export function Candidates({ candidates, zone }: { candidates: Candidate[]; zone: string }) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
      {candidates.map((candidate) => (
        <CandidateCard key={candidate.id} candidate={candidate} zone={zone}>
          {candidate.state === "proposed" ? (
            <DecideForm
              name={candidate.record.author.name}
              action={decide.bind(null, candidate.id)}
            />
          ) : (
            <p className="text-15 text-muted">
              <Badge tone={candidate.state === "confirmed" ? "accent" : "neutral"}>
                {candidate.state === "confirmed" ? "Same person" : "Two people"}
              </Badge>{" "}
              said by {candidate.decidedBy ?? "somebody who has left"}
              {candidate.decidedAt && (
                <>
                  , <LocalWhen at={candidate.decidedAt} zone={zone} format="dated" />
                </>
              )}
            </p>
          )}
        </CandidateCard>
      ))}
    </div>
  );
}
