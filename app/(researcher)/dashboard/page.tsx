import type { Metadata } from "next";
import { ReportsToAnswer } from "@/app/_pages/reports-to-answer";
import { type ResearcherCtx, researcherContext } from "@/app/_pages/researcher-context";
import { dayName } from "@/components/availability/day-names";
import { addDays } from "@/components/availability/slot-calendar";
import { Amounts } from "@/components/payouts/amounts";
import { WeekCalendar } from "@/components/sessions/week-calendar";
import { LinkButton } from "@/components/ui/button";
import { DataList } from "@/components/ui/data-list";
import { zoneName } from "@/components/ui/format-when";
import { Link } from "@/components/ui/link";
import { Money } from "@/components/ui/money";
import { Notice } from "@/components/ui/notice";
import { Page, PageHeading } from "@/components/ui/page";
import { When } from "@/components/ui/when";
import { instantOf } from "@/lib/availability/wall-time";
import { getExternalCalendar } from "@/lib/calendars/get-external-calendar";
import {
  getPayoutAccount,
  type PayoutAccountState,
} from "@/lib/payments/payouts/get-payout-account";
import { localDate } from "@/lib/platform/time";
import { getOwnProfile } from "@/lib/profiles/get-own-profile";
import { type EarningsSums, sumEarnings } from "@/lib/sessions/earnings/sum-earnings";
import { countBookings } from "@/lib/sessions/read-bookings";
import { listOwnSessions } from "@/lib/sessions/read-sessions";
import { type OwnWeek, readWeek } from "@/lib/sessions/read-week";

export const metadata: Metadata = { title: "Dashboard" };

type Search = Promise<{ week?: string | string[] }>;

/** What a researcher looks at first: the week, then what waits, what comes next and how much there was. */
export default async function DashboardPage({ searchParams }: { searchParams: Search }) {
  const ctx = await researcherContext("/dashboard");
  const asked = localDate.safeParse((await searchParams).week);
  const isNear = asked.success && asked.data > "2020" && asked.data < "2100";
  const [week, calendar, account, earnings, profile] = await Promise.all([
    readWeek(ctx, isNear ? { date: asked.data } : {}),
    getExternalCalendar(ctx),
    getPayoutAccount(ctx),
    sumEarnings(ctx),
    getOwnProfile(ctx),
  ]);
  return (
    <Page>
      <PageHeading title="Overview" />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-10">
        <ReportsToAnswer ctx={ctx} as="researcher" zone={week.timeZone} />
        <PayoutNews state={account.state} owedCents={earnings.states.pending.netCents} />
        {profile.standing !== "listed" && (
          <Notice title="Readers do not see your profile">
            <p className="mb-3">
              {profile.missing.length > 0
                ? "Something is missing before you can publish it."
                : "Everything it needs is there: you can publish it."}
            </p>
            <LinkButton href="/dashboard/profile" variant="secondary">
              Go to your profile
            </LinkButton>
          </Notice>
        )}
        {!week.hasHours && (
          <Notice tone="waiting" title="You have no hours yet">
            <p className="mb-3">Readers can book you once you have opened some.</p>
            <LinkButton href="/dashboard/availability">Open hours</LinkButton>
          </Notice>
        )}
        {calendar?.isFlagged && (
          <Notice tone="failure" title="We can no longer read your calendar">
            <p className="mb-3">
              What we knew of it still blocks your times; what is new in it does not.
            </p>
            <LinkButton href="/dashboard/calendars">See what is wrong</LinkButton>
          </Notice>
        )}
        <section aria-labelledby="week-heading">
          <WeekHead week={week} now={ctx.now} />
          <WeekCalendar week={week} />
        </section>
        <Numbers ctx={ctx} week={week} earnings={earnings} />
      </div>
    </Page>
  );
}

/** That earnings wait for something at Stripe, which nothing else on this page tells. */
function PayoutNews({ state, owedCents }: { state: PayoutAccountState; owedCents: number }) {
  if (owedCents === 0 || state === "ready" || state === "in_review") return null;
  return (
    <Notice tone="waiting" title={payoutTitles[state]}>
      <p className="mb-3">
        <Money cents={owedCents} /> of what you have earned is kept for you until this is settled.
      </p>
      <LinkButton href="/dashboard/earnings">See what is missing</LinkButton>
    </Notice>
  );
}

const payoutTitles = {
  not_started: "You have no payout account yet",
  incomplete: "Your payout account is not finished",
  rejected: "Stripe has turned your payout account down",
};

function WeekHead({ week, now }: { week: OwnWeek; now: Date }) {
  const isThis = week.days.some(({ date }) => date === week.today);
  const to = (days: number) => `/dashboard?week=${addDays(week.monday, days)}`;
  return (
    <div className="mb-4 flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
      <div>
        <h2 id="week-heading" className="text-21">
          {isThis ? "This week" : `Week of ${dayName(week.monday)}`}
        </h2>
        <p className="text-13 text-muted">Times in {zoneName(now, week.timeZone)}</p>
      </div>
      <nav aria-label="Weeks" className="flex flex-wrap gap-2">
        <LinkButton href={to(-7)} variant="secondary" size="small">
          Week before
        </LinkButton>
        {!isThis && (
          <LinkButton href="/dashboard" variant="secondary" size="small">
            This week
          </LinkButton>
        )}
        <LinkButton href={to(7)} variant="secondary" size="small">
          Week after
        </LinkButton>
      </nav>
    </div>
  );
}

type NumbersProps = { ctx: ResearcherCtx; week: OwnWeek; earnings: EarningsSums };

async function Numbers({ ctx, week, earnings }: NumbersProps) {
  const { timeZone: zone, today } = week;
  const monthStart = `${today.slice(0, 7)}-01`;
  const home = { timeZone: zone, travel: [] };
  const month = {
    from: instantOf(home, monthStart, 0),
    to: instantOf(home, `${addDays(monthStart, 31).slice(0, 7)}-01`, 0),
  };
  const [requests, upcoming, count] = await Promise.all([
    listOwnSessions(ctx, { as: "researcher", when: "requests" }),
    listOwnSessions(ctx, { as: "researcher", when: "upcoming", limit: 1 }),
    countBookings(ctx, month),
  ]);
  const { pending, on_the_way: sent } = earnings.states;
  const earned = earnings.months.find((sum) => sum.month === today.slice(0, 7));
  const [next] = upcoming;
  const deadlines = requests.flatMap(({ answerBy }) => answerBy ?? []).sort((a, b) => +a - +b);
  const [first] = deadlines;
  return (
    <section aria-labelledby="numbers-heading">
      <h2 id="numbers-heading" className="mb-2 text-21">
        In numbers
      </h2>
      <DataList
        rows={[
          [
            "Next session",
            next ? (
              <p key="next">
                <Link href={`/dashboard/bookings/${next.id}`} className="link">
                  {next.readerName}
                </Link>
                , <When at={next.startsAt} until={next.endsAt} zone={zone} />
              </p>
            ) : (
              "Nothing is booked at present."
            ),
          ],
          [
            "Requests",
            requests.length > 0 ? (
              <p key="requests">
                <Link href="/dashboard/bookings" className="link">
                  {requests.length === 1
                    ? "One waits for your answer"
                    : `${requests.length} wait for your answer`}
                </Link>
                {first && (
                  <>
                    , {requests.length === 1 ? "until" : "the first until"}{" "}
                    <When at={first} zone={zone} />
                  </>
                )}
              </p>
            ) : (
              "None waits for your answer."
            ),
          ],
          [
            "Sessions this month",
            <span key="count" className="tabular">
              {count}
            </span>,
          ],
          earned ? ["Earned this month", <Amounts key="earned" {...earned} />] : null,
          [
            "Not paid out yet",
            <p key="owed">
              <Money cents={pending.netCents + sent.netCents} /> net.{" "}
              <Link href="/dashboard/earnings" className="link">
                See your earnings
              </Link>
            </p>,
          ],
        ]}
      />
    </section>
  );
}
