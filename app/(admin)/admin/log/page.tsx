import type { Metadata } from "next";
import { adminContext } from "@/app/_pages/admin-context";
import { actWords, detailWords, subjectHref } from "@/components/admin/act-words";
import { LocalWhen } from "@/components/site/local-when";
import { pageZone } from "@/components/site/page-zone";
import { TimesIn } from "@/components/site/times-in";
import { Link } from "@/components/ui/link";
import { Page, PageHeading } from "@/components/ui/page";
import { type LoggedAct, listActs } from "@/lib/operations/admin/list-acts";
import { fromStart, readSearch, type Search } from "../from-start";
import { LatestTable } from "../latest-table";

export const metadata: Metadata = { title: "Log" };

const PATH = "/admin/log";

/** What administrators did: who, what, on what and when. */
export default async function LogPage({ searchParams }: { searchParams: Search }) {
  const ctx = await adminContext(PATH);
  const { cursor } = await readSearch(searchParams);
  const [acts, zone] = await Promise.all([
    listActs(ctx, { limit: 50, cursor }).catch(fromStart(PATH)),
    pageZone(ctx.actor),
  ]);
  return (
    <Page>
      <PageHeading title="Log">
        What administrators did, newest first. <TimesIn zone={zone} />.
      </PageHeading>
      <LatestTable
        path={PATH}
        cursor={cursor}
        list={acts}
        caption="Acts of administrators"
        empty="Nothing yet"
        emptyHint="Each decision of an administrator is kept here."
        columns={[
          { name: "What", cell: actWords },
          { name: "On what", cell: (act) => <Subject act={act} /> },
          { name: "With", cell: ({ details }) => detailWords(details) || "–" },
          { name: "Who", cell: ({ actorName }) => actorName ?? "Somebody who has left" },
          {
            name: "When",
            cell: ({ createdAt }) => <LocalWhen at={createdAt} zone={zone} format="dated" />,
          },
        ]}
      />
    </Page>
  );
}

function Subject({ act }: { act: LoggedAct }) {
  const href = subjectHref(act);
  const words = `${act.subjectKind.replace("_", " ")} ${act.subjectId}`;
  return href ? (
    <Link href={href} className="link">
      {words}
    </Link>
  ) : (
    words
  );
}
