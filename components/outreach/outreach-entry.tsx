import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { LinkButton } from "@/components/ui/button";
import { formatDate } from "@/components/ui/format-when";
import { Link } from "@/components/ui/link";
import { shownAddress } from "@/lib/outreach/outreach-view";
import type { OutreachDetail } from "@/lib/outreach/read-outreach";
import { outreachWords } from "./outreach-words";

/** A request in the reader's list: whom, about which paper, how it stands and what that means. */
export function OutreachEntry(props: { request: OutreachDetail; zone: string; now: Date }) {
  const { request, zone, now } = props;
  const { word, tone, meaning } = outreachWords(request, now, (at) => formatDate(at, zone));
  const address = shownAddress(request);
  return (
    <li className="grid gap-3 py-5">
      <div className="min-w-0">
        <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
          <h2 className="text-17">{request.researcherName ?? address}</h2>
          <Badge tone={tone}>{word}</Badge>
        </div>
        <p className="font-serif text-muted italic">
          <Link
            href={`/papers/${request.paperId}`}
            className="inline-block pointer-coarse:py-2.5 hover:text-accent hover:underline"
          >
            {request.paperTitle}
          </Link>
        </p>
        <p className="mt-1 text-15">{meaning}</p>
        <p className="mt-1 text-13 text-muted">
          Asked on {formatDate(request.createdAt, zone)}
          {request.researcherName && `, at ${address}`}
        </p>
      </div>
      <Next request={request} />
    </li>
  );
}

function Next({ request }: { request: OutreachDetail }): ReactNode {
  const { status, takesBookings, researcherSlug, researcherId, paperId } = request;
  if (status === "accepted" && takesBookings)
    return (
      <div>
        <LinkButton href={`/researchers/${researcherSlug}?paper=${paperId}`}>
          Choose a time
        </LinkButton>
      </div>
    );
  if (status !== "email_failed") return null;
  const again = new URLSearchParams({
    ...(researcherId && { researcher: researcherId }),
    paper: paperId,
  });
  return (
    <div>
      <LinkButton href={`/invite?${again}`} variant="secondary">
        Ask again
      </LinkButton>
    </div>
  );
}
