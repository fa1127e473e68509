import type { Metadata } from "next";
import { adminContext } from "@/app/_pages/admin-context";
import { StateOf } from "@/components/admin/state-of";
import { sessionStates } from "@/components/admin/state-words";
import { LocalWhen } from "@/components/site/local-when";
import { pageZone } from "@/components/site/page-zone";
import { TimesIn } from "@/components/site/times-in";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input, Select } from "@/components/ui/input";
import { Link } from "@/components/ui/link";
import { Money } from "@/components/ui/money";
import { Page, PageHeading } from "@/components/ui/page";
import { FindSessions, findSessions } from "@/lib/operations/admin/find-sessions";
import { fromStart, readSearch, type Search } from "../from-start";
import { LatestTable } from "../latest-table";

export const metadata: Metadata = { title: "Sessions" };

const PATH = "/admin/sessions";

/** Sessions, to be found by what somebody writes about one. */
export default async function SessionsPage({ searchParams }: { searchParams: Search }) {
  const ctx = await adminContext(PATH);
  const search = await readSearch(searchParams);
  const asked = FindSessions.safeParse({
    limit: 50,
    query: search.query || undefined,
    state: search.state || undefined,
    cursor: search.cursor,
  });
  const input = asked.success ? asked.data : { limit: 50 };
  const { query, state, cursor } = input;
  const [sessions, zone] = await Promise.all([
    findSessions(ctx, input).catch(fromStart(PATH)),
    pageZone(ctx.actor),
  ]);
  return (
    <Page>
      <PageHeading title="Sessions">
        The latest made first. <TimesIn zone={zone} />.
      </PageHeading>
      <SearchForm query={query} state={state} />
      <LatestTable
        path={PATH}
        given={{ query, state }}
        cursor={cursor}
        list={sessions}
        caption="Sessions"
        empty="No such session"
        emptyHint="Look for a whole id or address, or a part of the reader’s or the researcher’s name."
        columns={[
          {
            name: "Session",
            cell: ({ id, readerName, researcherName }) => (
              <Link href={`${PATH}/${id}`} className="link">
                {readerName} with {researcherName}
              </Link>
            ),
          },
          { name: "State", cell: (session) => <StateOf state={sessionStates[session.state]} /> },
          {
            name: "Time",
            cell: ({ startsAt }) => <LocalWhen at={startsAt} zone={zone} format="dated" />,
          },
          {
            name: "Made",
            cell: ({ createdAt }) => <LocalWhen at={createdAt} zone={zone} format="dated" />,
          },
          { name: "Price", isFigure: true, cell: (one) => <Money cents={one.priceCents} /> },
        ]}
      />
    </Page>
  );
}

/** Works without any script: the address says what is looked for. */
function SearchForm({ query, state }: { query: string | undefined; state: string | undefined }) {
  return (
    <search>
      <form
        action={PATH}
        className="mb-8 grid items-end gap-4 sm:grid-cols-[minmax(0,1fr)_12rem_auto]"
      >
        <Field label="Find" hint="An id of ours or Stripe’s, or a party’s name or address">
          {(wired) => (
            <Input {...wired} type="search" name="query" defaultValue={query} maxLength={200} />
          )}
        </Field>
        <Field label="State">
          {(wired) => (
            <Select {...wired} name="state" defaultValue={state ?? ""}>
              <option value="">Any</option>
              {Object.entries(sessionStates).map(([value, [word]]) => (
                <option key={value} value={value}>
                  {word}
                </option>
              ))}
              <option value="to_decide">With a report to decide</option>
              <option value="without_link">Soon, without a link</option>
            </Select>
          )}
        </Field>
        <Button type="submit" variant="secondary">
          Show
        </Button>
      </form>
    </search>
  );
}
