import type { Metadata } from "next";
import Link from "next/link";
import { researcherContext } from "@/app/_pages/researcher-context";
import { LocalWhen } from "@/components/site/local-when";
import { pageZone } from "@/components/site/page-zone";
import { DataList } from "@/components/ui/data-list";
import { Page, PageHeading } from "@/components/ui/page";
import { listOwnSessions } from "@/lib/sessions/read-sessions";

export const metadata: Metadata = { title: "Dashboard" };

/** What a researcher looks at first: what waits for them and what comes next. */
export default async function DashboardPage() {
  const ctx = await researcherContext("/dashboard");
  const zone = await pageZone(ctx.actor);
  const list = (when: "requests" | "upcoming") => listOwnSessions(ctx, { as: "researcher", when });
  const [requests, upcoming] = await Promise.all([list("requests"), list("upcoming")]);
  const [next] = upcoming;
  return (
    <Page>
      <PageHeading title="Overview" />
      <DataList
        rows={[
          [
            "Next session",
            next ? (
              <>
                <Link href={`/dashboard/bookings/${next.id}`} className="link">
                  {next.readerName}
                </Link>
                , <LocalWhen at={next.startsAt} until={next.endsAt} zone={zone} />
              </>
            ) : (
              "Nothing is booked at present."
            ),
          ],
          [
            "Requests",
            requests.length > 0 ? (
              <Link key="requests" href="/dashboard/bookings" className="link">
                {requests.length === 1
                  ? "One waits for your answer"
                  : `${requests.length} wait for your answer`}
              </Link>
            ) : (
              "None waits for your answer."
            ),
          ],
        ]}
      />
    </Page>
  );
}
