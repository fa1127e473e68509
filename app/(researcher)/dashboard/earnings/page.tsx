import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { researcherContext } from "@/app/_pages/researcher-context";
import { Amounts } from "@/components/payouts/amounts";
import { earningSentence, earningWord, monthName } from "@/components/payouts/earning-words";
import { Badge } from "@/components/ui/badge";
import { Choices } from "@/components/ui/choices";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { Page, PageHeading } from "@/components/ui/page";
import { Pagination } from "@/components/ui/pagination";
import { When } from "@/components/ui/when";
import { parseInput } from "@/lib/api/input";
import { getPayoutAccount } from "@/lib/payments/payouts/get-payout-account";
import { DomainError } from "@/lib/platform/errors";
import type { Earning } from "@/lib/sessions/earnings/earning";
import { ListEarnings, listEarnings } from "@/lib/sessions/earnings/list-earnings";
import { type EarningsSums, sumEarnings } from "@/lib/sessions/earnings/sum-earnings";
import { AccountPanel } from "./account-panel";

export const metadata: Metadata = { title: "Earnings" };

const PATH = "/dashboard/earnings";
const PAGE_SIZE = 50;

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** What a researcher has earned, how far it is, and whether they can be paid. */
export default async function EarningsPage({ searchParams }: Props) {
  const ctx = await researcherContext(PATH);
  const query = await searchParams;
  const [account, sums] = await Promise.all([getPayoutAccount(ctx), sumEarnings(ctx)]);
  const asked = ListEarnings.safeParse({ ...query, limit: PAGE_SIZE });
  const month = (asked.success ? asked.data.month : undefined) ?? sums.months[0]?.month;
  const cursor = asked.success ? asked.data.cursor : undefined;
  const input = parseInput(ListEarnings, { limit: PAGE_SIZE, month });
  const { items, nextCursor } = await listEarnings(ctx, { ...input, cursor }).catch(elsewhere);
  const isOwed = sums.states.pending.netCents > 0;
  return (
    <Page>
      <PageHeading title="Earnings" />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-10">
        <AccountPanel account={account} isBack={Boolean(query.returned)} isOwed={isOwed} />
        {month ? (
          <>
            <Sums states={sums.states} />
            <Months months={sums.months} current={month} />
            <section aria-labelledby="month-heading">
              <div className="flex flex-wrap items-end justify-between gap-x-10 gap-y-2">
                <h2 id="month-heading" className="text-21">
                  {monthName(month)}
                </h2>
                <MonthSum month={sums.months.find((sum) => sum.month === month)} />
              </div>
              <ul className="mt-2 divide-y border-y">
                {items.map((earning) => (
                  <Line key={earning.id} earning={earning} zone={sums.timeZone} />
                ))}
              </ul>
              <Pagination
                first={cursor ? `${PATH}?month=${month}` : null}
                next={nextCursor && `${PATH}?${new URLSearchParams({ month, cursor: nextCursor })}`}
              />
            </section>
          </>
        ) : (
          <EmptyState title="Nothing earned yet">
            Each session that has taken place appears here with its price, Colloquy’s fee and what
            is yours. It is paid out two days after the session.
          </EmptyState>
        )}
      </div>
    </Page>
  );
}

/** A place in the list that it never gave out: the list begins anew. */
function elsewhere(error: unknown): never {
  if (error instanceof DomainError && error.code === "INVALID_INPUT") redirect(PATH);
  throw error;
}

const shown = [
  ["pending", "Pending"],
  ["on_the_way", "On the way"],
  ["paid", "Paid"],
] as const;

function Sums({ states }: { states: EarningsSums["states"] }) {
  return (
    <section aria-label="In all" className="grid gap-x-10 gap-y-6 border-y py-5 md:grid-cols-3">
      {shown.map(([state, name]) => (
        <div key={state}>
          <h2 className="mb-1 font-medium font-sans text-15">
            {name}
            <span className="font-normal text-muted">, {sessionCount(states[state].sessions)}</span>
          </h2>
          <Amounts {...states[state]} />
        </div>
      ))}
    </section>
  );
}

const sessionCount = (count: number) => (count === 1 ? "1 session" : `${count} sessions`);

function Months({ months, current }: { months: EarningsSums["months"]; current: string }) {
  const choices = months.map(({ month }) => ({
    href: `${PATH}?month=${month}`,
    label: monthName(month),
    isCurrent: month === current,
  }));
  return <Choices label="Months" choices={choices} />;
}

function MonthSum({ month }: { month: EarningsSums["months"][number] | undefined }) {
  return month ? <Amounts {...month} /> : null;
}

function Line({ earning, zone }: { earning: Earning; zone: string }) {
  const [word, tone] = earningWord[earning.state];
  const isReduced = earning.grossCents !== earning.agreedGrossCents && earning.grossCents > 0;
  return (
    <li className="grid gap-x-10 gap-y-3 py-5 md:grid-cols-[minmax(0,1fr)_auto]">
      <div className="min-w-0">
        <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
          <h3 className="text-17">
            <Link
              href={`/dashboard/bookings/${earning.sessionId}`}
              className="inline-flex min-h-8 items-center hover:underline pointer-coarse:min-h-11"
            >
              {earning.readerName}
            </Link>
          </h3>
          <Badge tone={tone}>{word}</Badge>
        </div>
        <p>
          <When at={earning.startsAt} until={earning.endsAt} zone={zone} />
        </p>
        <p className="mt-1 text-13 text-muted">
          {earningSentence(earning, zone)}
          {isReduced && " Part of the price went back to the reader."}
        </p>
      </div>
      <Amounts {...earning} />
    </li>
  );
}
