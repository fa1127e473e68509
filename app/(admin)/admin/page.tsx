import type { Metadata } from "next";
import { adminContext } from "@/app/_pages/admin-context";
import { alertPlace, alertTitle } from "@/components/admin/alert-words";
import { LocalWhen } from "@/components/site/local-when";
import { pageZone } from "@/components/site/page-zone";
import { TimesIn } from "@/components/site/times-in";
import { Link } from "@/components/ui/link";
import { Page, PageHeading } from "@/components/ui/page";
import { countOpenAlerts, type ListedAlert, listAlerts } from "@/lib/operations/admin/list-alerts";
import { countWaiting, readFigures, type Waiting } from "@/lib/operations/admin/read-overview";
import { FiguresTable } from "./figures-table";

export const metadata: Metadata = { title: "Administration" };

const PATH = "/admin";
/** How many of the latest alerts stand on the page. */
const SHOWN = 5;

/** What needs a person, then what came and went. */
export default async function AdminPage() {
  const ctx = await adminContext(PATH);
  const zone = await pageZone(ctx.actor);
  const [kinds, alerts, waiting, figures] = await Promise.all([
    countOpenAlerts(ctx),
    listAlerts(ctx, { limit: SHOWN, state: "open" }),
    countWaiting(ctx),
    readFigures(ctx, { zone }),
  ]);
  const open = kinds.reduce((sum, { count }) => sum + count, 0);
  return (
    <Page>
      <PageHeading title="Administration">
        <TimesIn zone={zone} />.
      </PageHeading>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-12">
        <section aria-labelledby="waiting">
          <h2 id="waiting" className="mb-3 text-21">
            Needs you
          </h2>
          <WaitingList waiting={waiting} />
        </section>
        <section aria-labelledby="alerts">
          <h2 id="alerts" className="mb-3 text-21">
            {open === 0 ? "No alert is open" : `Open alerts: ${open}`}
          </h2>
          {open > 0 && (
            <>
              <p className="mb-3 max-w-reading text-muted">
                {kinds.map(({ kind, count }) => `${alertTitle(kind)}: ${count}`).join(". ")}.
              </p>
              <ul className="divide-y border-y">
                {alerts.items.map((alert) => (
                  <li key={alert.id} className="py-3">
                    <AlertLine alert={alert} zone={zone} />
                  </li>
                ))}
              </ul>
              <p className="mt-3">
                <Link href="/admin/alerts" className="link">
                  All open alerts
                </Link>
              </p>
            </>
          )}
        </section>
        <section aria-labelledby="figures">
          <h2 id="figures" className="mb-3 text-21">
            In figures
          </h2>
          <FiguresTable figures={figures} />
        </section>
      </div>
    </Page>
  );
}

const work: Record<keyof Waiting, { one: string; many: string; href: string }> = {
  reports: {
    one: "report to decide",
    many: "reports to decide",
    href: "/admin/sessions?state=to_decide",
  },
  meetings: {
    one: "session within a day has no meeting link",
    many: "sessions within a day have no meeting link",
    href: "/admin/sessions?state=without_link",
  },
  disputes: {
    one: "dispute to answer at Stripe",
    many: "disputes to answer at Stripe",
    href: "/admin/payments/disputes?state=open",
  },
  refunds: {
    one: "refund that Stripe refuses",
    many: "refunds that Stripe refuses",
    href: "/admin/payments/refunds?state=refused",
  },
  payouts: {
    one: "payout that Stripe refuses",
    many: "payouts that Stripe refuses",
    href: "/admin/payments/payouts?state=refused",
  },
  jobs: { one: "job that gave up", many: "jobs that gave up", href: "/admin/jobs" },
  webhooks: {
    one: "webhook event not applied",
    many: "webhook events not applied",
    href: "/admin/webhooks",
  },
  claims: {
    one: "claim of a profile to decide",
    many: "claims of profiles to decide",
    href: "/admin/profiles",
  },
  removals: {
    one: "removal of a profile to decide",
    many: "removals of profiles to decide",
    href: "/admin/profiles",
  },
  candidates: {
    one: "collected person to tell apart",
    many: "collected people to tell apart",
    href: "/admin/collection",
  },
};

function WaitingList({ waiting }: { waiting: Waiting }) {
  const left = (Object.keys(work) as (keyof Waiting)[]).filter((name) => waiting[name] > 0);
  if (left.length === 0) return <p className="text-muted">Nothing waits for you.</p>;
  return (
    <ul className="divide-y border-y">
      {left.map((name) => {
        const { one, many, href } = work[name];
        return (
          <li key={name}>
            <Link
              href={href}
              className="group flex min-h-11 items-baseline gap-3 py-2.5 hover:text-accent"
            >
              <span className="tabular min-w-6 shrink-0 font-medium">{waiting[name]}</span>
              <span className="underline decoration-hairline underline-offset-4 group-hover:decoration-accent">
                {waiting[name] === 1 ? one : many}
              </span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}

function AlertLine({ alert, zone }: { alert: ListedAlert; zone: string }) {
  const place = alertPlace(alert) ?? { href: "/admin/alerts", label: "Alerts" };
  return (
    <>
      <h3 className="font-medium font-sans text-15">
        <Link href={place.href} className="link">
          {alertTitle(alert.kind)}
        </Link>
      </h3>
      <p className="wrap-anywhere max-w-reading">{alert.message}.</p>
      <p className="text-13 text-muted">
        <LocalWhen at={alert.createdAt} zone={zone} format="dated" />
      </p>
    </>
  );
}
