import { PageHeading } from "@/components/ui/page";
import type { SessionDetail } from "@/lib/sessions/session-view";
import { SessionTimes } from "./session-times";
import { StateBadge } from "./state-badge";

type SessionHeadingProps = {
  title: string;
  session: SessionDetail;
  seenBy: "reader" | "researcher";
  zone: string;
};

/** With whom, how it stands and when: what a session's page is opened for, above all that can be done on it. */
export function SessionHeading({ title, session, seenBy, zone }: SessionHeadingProps) {
  return (
    <PageHeading title={title}>
      <StateBadge state={session.state} seenBy={seenBy} />
      <div className="mt-3 text-15 text-ink">
        <SessionTimes session={session} seenBy={seenBy} zone={zone} />
      </div>
    </PageHeading>
  );
}
