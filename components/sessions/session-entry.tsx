import type { ReactNode } from "react";
import { LocalWhen } from "@/components/site/local-when";
import { Link } from "@/components/ui/link";
import type { SessionDetail } from "@/lib/sessions/session-view";
import { StateBadge } from "./state-badge";

type SessionEntryProps = {
  href: string;
  session: SessionDetail;
  seenBy: "reader" | "researcher";
  /** Left out where the list's heading says it already. */
  hasBadge?: boolean;
  zone: string;
  /** A line about what matters now. */
  note?: ReactNode;
  actions?: ReactNode;
};

/** A session in a list: with whom, when, how it stands. */
export function SessionEntry(props: SessionEntryProps) {
  const { session, seenBy, zone } = props;
  return (
    <li className="grid gap-4 py-5">
      <div className="min-w-0">
        <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
          <h3 className="text-17">
            <Link
              href={props.href}
              className="inline-flex min-h-8 items-center hover:underline pointer-coarse:min-h-11"
            >
              {seenBy === "reader" ? session.researcherName : session.readerName}
            </Link>
          </h3>
          {props.hasBadge !== false && <StateBadge state={session.state} seenBy={seenBy} />}
        </div>
        <p>
          <LocalWhen at={session.startsAt} until={session.endsAt} zone={zone} />
        </p>
        {session.paperTitle && (
          <p className="mt-0.5 font-serif text-muted italic">{session.paperTitle}</p>
        )}
        {props.note && <div className="mt-1 text-13 text-muted">{props.note}</div>}
      </div>
      {props.actions && <div>{props.actions}</div>}
    </li>
  );
}
